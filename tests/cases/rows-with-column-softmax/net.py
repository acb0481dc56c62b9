import numpy as np


def make_digits(n, rng):
    proto = rng.random((10, 36))
    y = rng.integers(0, 10, n)
    x = np.clip(proto[y] + rng.normal(0, 0.25, (n, 36)), 0, 1)
    return x, y


def init_param(rng):
    w1 = rng.random((36, 20)) - 0.5
    b1 = rng.random((1, 20)) - 0.5
    w2 = rng.random((20, 10)) - 0.5
    b2 = rng.random((1, 10)) - 0.5
    return w1, b1, w2, b2


def relu(z):
    return np.maximum(z, 0)


def relu_slope(z):
    return z > 0


def softmax(z):
    e = np.exp(z - np.max(z))
    return e / sum(e)


def encode(y):
    t = np.zeros((y.size, 10))
    t[np.arange(y.size), y] = 1
    return t


def go_forward(x, w1, b1, w2, b2):
    z1 = x.dot(w1) + b1
    a1 = relu(z1)
    z2 = a1.dot(w2) + b2
    a2 = softmax(z2)
    return z1, a1, z2, a2


def go_back(x, y, z1, a1, a2, w2):
    m = y.size
    dz2 = a2 - encode(y)
    dw2 = 1 / m * a1.T.dot(dz2)
    db2 = 1 / m * np.sum(dz2, axis=0)
    dz1 = w2.dot(dz2.T).T * relu_slope(z1)
    dw1 = 1 / m * x.T.dot(dz1)
    db1 = 1 / m * np.sum(dz1, axis=0)
    return dw1, db1, dw2, db2


def guesses(a2):
    return np.argmax(a2, 0)


def hit_rate(g, y):
    return sum(1 for a, b in zip(g, y) if a == b) / y.size


def descend(x, y, rng, rounds, alpha):
    w1, b1, w2, b2 = init_param(rng)
    for i in range(rounds):
        z1, a1, z2, a2 = go_forward(x, w1, b1, w2, b2)
        dw1, db1, dw2, db2 = go_back(x, y, z1, a1, a2, w2)
        w1 = w1 - alpha * dw1
        b1 = b1 - alpha * db1
        w2 = w2 - alpha * dw2
        b2 = b2 - alpha * db2
        if i % 50 == 0 or i == rounds - 1:
            print('round', i, 'accuracy', hit_rate(guesses(a2), y))
    return w1, b1, w2, b2


if __name__ == '__main__':
    rng = np.random.default_rng(8)
    x, y = make_digits(500, rng)
    descend(x, y, rng, 401, 0.2)
