import numpy as np
from sklearn.datasets import load_digits

np.random.seed(8)
w_first = np.random.randn(64, 10) * 0.3
b_first = np.zeros(10)
w_second = np.random.randn(10, 10) * 0.3
b_second = np.zeros(10)


def relu(z):
    return np.maximum(z, 0)


def relu_on(z):
    return z > 0


def shares(z):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def expand(labels):
    full = np.zeros((len(labels), 10))
    for i in range(len(labels)):
        full[i][labels[i]] = 1
    return full


def ahead(x):
    z1 = x.dot(w_first) + b_first
    a1 = relu(z1)
    z2 = a1.dot(w_second) + b_second
    return z1, a1, z2, shares(z2)


def behind(x, y, z1, a1, a2):
    n = len(x)
    err2 = (a2 - expand(y)) / n
    g_w2 = a1.T.dot(err2)
    g_b2 = np.sum(err2, axis=0)
    err1 = err2.dot(w_second.T) * relu_on(z1)
    g_w1 = x.T.dot(err1)
    g_b1 = np.sum(err1, axis=0)
    return g_w1, g_b1, g_w2, g_b2


def adjust(g_w1, g_b1, g_w2, g_b2, rate):
    global w_first, b_first, w_second, b_second
    w_first = w_first - rate * g_w1
    b_first = b_first - rate * g_b1
    w_second = w_second - rate * g_w2
    b_second = b_second - rate * g_b2


def hit_rate(x, y):
    return np.mean(ahead(x)[3].argmax(axis=1) == y)


def log_loss(x, y):
    return -np.mean(np.log(ahead(x)[3][np.arange(len(y)), y] + 1e-12))


def train(x, y, rounds, rate):
    for k in range(rounds):
        z1, a1, z2, a2 = ahead(x)
        adjust(*behind(x, y, z1, a1, a2), rate)
        if k % 100 == 0:
            print("round", k, "loss", log_loss(x, y), "hits", hit_rate(x, y))


digits = load_digits()
order = np.random.permutation(len(digits.data))
data, labels = digits.data[order] / 16, digits.target[order]
train(data[:1400], labels[:1400], 501, 0.5)
print("held back:", hit_rate(data[1400:], labels[1400:]))
