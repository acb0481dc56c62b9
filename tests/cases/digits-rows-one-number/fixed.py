import numpy as np


def load_digits(n):
    # blurred 6x6 patterns with grey values from 0 to 255
    shapes = np.random.RandomState(11).randint(0, 2, (10, 36)) * 200
    y = np.random.randint(0, 10, n)
    x = shapes[y] + np.random.normal(0, 40, (n, 36))
    return np.clip(x, 0, 255).round(), y


def init_param():
    w1 = np.random.rand(36, 20) - 0.5
    b1 = np.random.rand(1, 20) - 0.5
    w2 = np.random.rand(20, 10) - 0.5
    b2 = np.random.rand(1, 10) - 0.5
    return w1, b1, w2, b2


def ReLU(z):
    return np.maximum(z, 0)


def dev_ReLU(z):
    return z > 0


def Softmax(z):
    return np.exp(z) / np.sum(np.exp(z), axis=1, keepdims=True)


def one_hotencode(y):
    y_hat = np.zeros((y.size, 10))
    y_hat[np.arange(y.size), y] = 1
    return y_hat


def f_propagation(a0, w1, b1, w2, b2):
    z1 = a0.dot(w1) + b1      # m x 20
    a1 = ReLU(z1)
    z2 = a1.dot(w2) + b2      # m x 10
    a2 = Softmax(z2)
    return z1, a1, z2, a2


def b_propagation(x, y, z1, a1, w2, a2):
    m = y.size
    dz2 = a2 - one_hotencode(y)
    dw2 = 1 / m * a1.T.dot(dz2)
    db2 = 1 / m * np.sum(dz2, axis=0)
    dz1 = dz2.dot(w2.T) * dev_ReLU(z1)
    dw1 = 1 / m * x.T.dot(dz1)
    db1 = 1 / m * np.sum(dz1, axis=0)
    return dw1, db1, dw2, db2


def update_param(w1, b1, w2, b2, dw1, db1, dw2, db2, alpha):
    return w1 - alpha * dw1, b1 - alpha * db1, w2 - alpha * dw2, b2 - alpha * db2


def get_accuracy(a2, y):
    return np.sum(np.argmax(a2, 1) == y) / y.size


def gradient_descent(x, y, iterations, alpha):
    w1, b1, w2, b2 = init_param()
    for i in range(iterations):
        z1, a1, z2, a2 = f_propagation(x, w1, b1, w2, b2)
        dw1, db1, dw2, db2 = b_propagation(x, y, z1, a1, w2, a2)
        w1, b1, w2, b2 = update_param(w1, b1, w2, b2, dw1, db1, dw2, db2, alpha)
        if i % 50 == 0:
            print("Iteration:", i, "Accuracy:", get_accuracy(a2, y))
    return w1, b1, w2, b2


np.random.seed(1)
x_train, y_train = load_digits(500)
x_train = x_train / 255
w1, b1, w2, b2 = gradient_descent(x_train, y_train, 301, 0.3)
a2 = f_propagation(x_train, w1, b1, w2, b2)[3]
print("last predictions:", np.argmax(a2[:20], 1))
print("Final accuracy:", get_accuracy(a2, y_train))
