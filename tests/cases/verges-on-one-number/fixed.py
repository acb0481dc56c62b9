import numpy as np

np.random.seed(10)

# pictures of five signs, 5 x 5 pixels with values up to 255
signs = np.random.randint(0, 2, (5, 25)) * 200
label = np.random.randint(0, 5, 500)
data = np.clip(signs[label] + np.random.randn(500, 25) * 70, 0, 255)

x_train, y_train = data[:400] / 255, label[:400]
x_test, y_test = data[400:] / 255, label[400:]
m, n = x_train.shape


def init_param():
    w1 = np.random.rand(n, 20) - 0.5
    b1 = np.random.rand(1, 20) - 0.5
    w2 = np.random.rand(20, 5) - 0.5
    b2 = np.random.rand(1, 5) - 0.5
    return w1, b1, w2, b2


def relu(z):
    return np.maximum(z, 0)


def relu_slope(z):
    return z > 0


def softmax(z):
    return np.exp(z) / np.sum(np.exp(z), axis=1, keepdims=True)


def forward(a0, w1, b1, w2, b2):
    z1 = a0.dot(w1) + b1     # m x 20
    a1 = relu(z1)
    z2 = a1.dot(w2) + b2     # m x 5
    a2 = softmax(z2)
    return z1, a1, z2, a2


def one_hot(y):
    out = np.zeros((y.size, 5))
    out[np.arange(y.size), y] = 1
    return out


def backward(x, y, z1, a1, w2, a2):
    dz2 = a2 - one_hot(y)
    dw2 = 1 / m * a1.T.dot(dz2)
    db2 = 1 / m * np.sum(dz2, axis=0)
    dz1 = w2.dot(dz2.T).T * relu_slope(z1)
    dw1 = 1 / m * x.T.dot(dz1)
    db1 = 1 / m * np.sum(dz1, axis=0)
    return dw1, db1, dw2, db2


def accuracy(x, y, w1, b1, w2, b2):
    a2 = forward(x, w1, b1, w2, b2)[3]
    return np.sum(np.argmax(a2, axis=1) == y) / y.size


def gradient_descent(x, y, alpha, rounds):
    w1, b1, w2, b2 = init_param()
    for i in range(rounds):
        z1, a1, z2, a2 = forward(x, w1, b1, w2, b2)
        dw1, db1, dw2, db2 = backward(x, y, z1, a1, w2, a2)
        w1 = w1 - alpha * dw1
        b1 = b1 - alpha * db1
        w2 = w2 - alpha * dw2
        b2 = b2 - alpha * db2
        if i % 100 == 0:
            print("round", i, "accuracy", accuracy(x, y, w1, b1, w2, b2))
    return w1, b1, w2, b2


w1, b1, w2, b2 = gradient_descent(x_train, y_train, 0.2, 600)
print("test accuracy", accuracy(x_test, y_test, w1, b1, w2, b2))
