import numpy as np

CLASSES = 6


def make_digits(n, seed):
    rng = np.random.RandomState(seed)
    y = rng.randint(0, CLASSES, n)
    ink = np.random.RandomState(5).randint(0, 2, (CLASSES, 2, 49))
    x = ink[y, rng.randint(0, 2, n)] * 200 + rng.rand(n, 49) * 55
    return x / 255, y


def init_param():
    w1 = np.random.rand(49, 16) - 0.5
    b1 = np.random.rand(1, 16) - 0.5
    w2 = np.random.rand(16, CLASSES) - 0.5
    b2 = np.random.rand(1, CLASSES) - 0.5
    return w1, b1, w2, b2


def relu(z):
    return np.maximum(z, 0)


def relu_on(z):
    return z > 0


def soft(z):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)


def ahead(x, w1, b1, w2, b2):
    z1 = x.dot(w1) + b1  # m x 16
    a1 = relu(z1)
    z2 = a1.dot(w2) + b2  # m x CLASSES
    return z1, a1, z2, soft(z2)


def one_hot(y):
    flags = np.zeros((y.size, CLASSES))
    flags[np.arange(y.size), y] = 1
    return flags


def back(x, y, z1, a1, w2, a2):
    m = y.size
    d2 = a2 - one_hot(y)
    dw2 = 1 / m * a1.T.dot(d2)
    db2 = 1 / m * np.sum(d2, axis=0)
    d1 = w2.dot(d2.T).T * relu_on(z1)
    dw1 = 1 / m * x.T.dot(d1)
    db1 = 1 / m * np.sum(d1, axis=0)
    return dw1, db1, dw2, db2


def descend(x, y, alpha, rounds):
    w1, b1, w2, b2 = init_param()
    for i in range(rounds):
        z1, a1, z2, a2 = ahead(x, w1, b1, w2, b2)
        dw1, db1, dw2, db2 = back(x, y, z1, a1, w2, a2)
        w1 = w1 - alpha * dw1
        b1 = b1 - alpha * db1
        w2 = w2 - alpha * dw2
        b2 = b2 - alpha * db2
        if i % 100 == 0 or i == rounds - 1:
            print("iteration", i, "accuracy:", np.mean(a2.argmax(axis=1) == y))
    return w1, b1, w2, b2


if __name__ == "__main__":
    np.random.seed(0)
    x_train, y_train = make_digits(600, 1)
    descend(x_train, y_train, 0.3, 600)
