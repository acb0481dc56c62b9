import numpy as np

np.random.seed(5)

# m x 100 "letters", 6 classes
m, n, classes = 600, 100, 6
strokes = np.random.rand(18, n)
kind = np.random.randint(0, 18, m)
data = strokes[kind] + 0.15 * np.random.randn(m, n)
X_train, Y_train = data[:500], kind[:500] % classes
X_dev, Y_dev = data[500:], kind[500:] % classes


def init_param():
    w1 = np.random.rand(n, 20) - 0.5
    b1 = np.random.rand(1, 20) - 0.5
    w2 = np.random.rand(20, classes) - 0.5
    b2 = np.random.rand(1, classes) - 0.5
    return w1, b1, w2, b2


def ReLU(z):
    return np.maximum(z, 0)


def Softmax(z):
    return np.exp(z) / sum(np.exp(z))


def f_propagation(a0, w1, b1, w2, b2):
    z1 = a0 @ w1 + b1      # m x 20
    a1 = ReLU(z1)          # m x 20
    z2 = a1 @ w2 + b2      # m x 6
    a2 = Softmax(z2)       # m x 6
    return z1, a1, z2, a2


def dev_ReLU(z):
    return z > 0


def one_hotencode(y):
    y_hat = np.zeros((y.size, classes))
    y_hat[np.arange(y.size), y] = 1
    return y_hat


def b_propagation(x, y, z1, a1, w2, a2):
    y_hat = one_hotencode(y)
    count = y.size
    dz2 = a2 - y_hat                                # m x 6
    dw2 = 1 / count * (a1.T @ dz2)                  # 20 x 6
    db2 = 1 / count * np.sum(dz2, axis=0)           # 6
    dz1 = (dz2 @ w2.T) * dev_ReLU(z1)               # m x 20
    dw1 = 1 / count * (x.T @ dz1)                   # 100 x 20
    db1 = 1 / count * np.sum(dz1, axis=0)           # 20
    return dw2, db2, dw1, db1


def get_predictions(a2):
    return np.argmax(a2, 1)


def get_accuracy(predictions, y):
    return np.sum(predictions == y) / y.size


def gradient_descent(x, y, alpha, iterations):
    w1, b1, w2, b2 = init_param()
    for i in range(iterations):
        z1, a1, z2, a2 = f_propagation(x, w1, b1, w2, b2)
        dw2, db2, dw1, db1 = b_propagation(x, y, z1, a1, w2, a2)
        w1 = w1 - alpha * dw1
        b1 = b1 - alpha * db1
        w2 = w2 - alpha * dw2
        b2 = b2 - alpha * db2
        if i % 100 == 0:
            print("Iteration: ", i, "accuracy", get_accuracy(get_predictions(a2), y))
    return w1, b1, w2, b2


w1, b1, w2, b2 = gradient_descent(X_train, Y_train, 0.1, 600)
dev = f_propagation(X_dev, w1, b1, w2, b2)[3]
print("dev accuracy:", get_accuracy(get_predictions(dev), Y_dev))
