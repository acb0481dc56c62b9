import numpy as np


def flats(n):
    """area in m2, year built, rooms -> price in thousands"""
    rng = np.random.RandomState(n)
    area = rng.uniform(25, 180, n)
    year = rng.randint(1900, 2020, n)
    rooms = np.clip((area / 30 + rng.randn(n)).round(), 1, 7)
    price = 2.5 * area + 0.01 * (year - 1960) ** 2 + 12 * rooms
    return np.array([area, year, rooms], dtype=float), price.reshape(1, n)


def begin(d, h):
    rng = np.random.RandomState(99)
    return [rng.randn(h, d) / np.sqrt(d), np.zeros((h, 1)),
            rng.randn(1, h) / np.sqrt(h), np.zeros((1, 1))]


def respond(X, p):
    W, b, V, c = p
    hid = np.tanh(W @ X + b)
    return hid, V @ hid + c


def half_mse(out, y):
    return 0.5 * np.mean((out - y) ** 2)


def one_step(X, y, p, lr):
    W, b, V, c = p
    hid, out = respond(X, p)
    dout = (out - y) / y.shape[1]
    dhid = V.T @ dout * (1 - hid ** 2)
    return [W - lr * dhid @ X.T,
            b - lr * dhid.sum(axis=1, keepdims=True),
            V - lr * dout @ hid.T,
            c - lr * dout.sum(axis=1, keepdims=True)]


X, y = flats(300)
centre, spread = 0.0, 1.0
X = (X - centre) / spread
p = begin(3, 12)
scale = y.std()
target = (y - y.mean()) / scale
for i in range(2000):
    p = one_step(X, target, p, 0.1)
    if i % 400 == 0:
        print('iteration', i, 'half mse', half_mse(respond(X, p)[1], target))
out = respond(X, p)[1]
print('half mse', half_mse(out, target))
print('mean error in thousands', np.mean(np.abs(out - target)) * scale)
