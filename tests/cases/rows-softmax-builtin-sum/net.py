import numpy as np

rng = np.random.RandomState(11)
m = 600
centres = rng.rand(10, 49)
labels = rng.randint(0, 10, m)
a0 = centres[labels] + 0.25 * rng.randn(m, 49)


def init_param():
    w1 = rng.rand(49, 20) - 0.5
    b1 = rng.rand(1, 20) - 0.5
    w2 = rng.rand(20, 10) - 0.5
    b2 = rng.rand(1, 10) - 0.5
    return w1, b1, w2, b2


def ramp(z):
    return np.maximum(z, 0)


def d_ramp(z):
    return z > 0


def shares(z):
    return np.exp(z) / sum(np.exp(z))


def forward(a0, w1, b1, w2, b2):
    z1 = a0.dot(w1) + b1            # m x 20
    a1 = ramp(z1)                   # m x 20
    z2 = a1.dot(w2) + b2            # m x 10
    a2 = shares(z2)                 # m x 10
    return z1, a1, z2, a2


def encode(y):
    t = np.zeros((np.size(y), 10))
    t[np.arange(y.size), y] = 1
    return t


def backward(x, y, z1, a1, w2, a2):
    m = y.size
    dz2 = a2 - encode(y)            # m x 10
    dw2 = 1 / m * a1.T.dot(dz2)
    db2 = 1 / m * np.sum(dz2, axis=0)
    dz1 = w2.dot(dz2.T).T * d_ramp(z1)
    dw1 = 1 / m * x.T.dot(dz1)
    db1 = 1 / m * np.sum(dz1, axis=0)
    return dw1, db1, dw2, db2


def fit(x, y, alpha, times):
    w1, b1, w2, b2 = init_param()
    for i in range(times):
        z1, a1, z2, a2 = forward(x, w1, b1, w2, b2)
        dw1, db1, dw2, db2 = backward(x, y, z1, a1, w2, a2)
        w1 -= alpha * dw1
        b1 -= alpha * db1
        w2 -= alpha * dw2
        b2 -= alpha * db2
        if i % 80 == 79:
            print(i + 1, 'right:', np.mean(a2.argmax(axis=1) == y))
    return w1, b1, w2, b2


w1, b1, w2, b2 = fit(a0, labels, 0.3, 400)
