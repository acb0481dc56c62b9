import numpy as np
import random

np.random.seed(1)
random.seed(1)

# 5 groups of points in 8 dimensions
centres = np.random.randn(5, 8) * 1.2
cls = np.random.randint(0, 5, 300)
data = centres[cls] + np.random.randn(300, 8)
hold = np.random.randint(0, 5, 200)
data_test = centres[hold] + np.random.randn(200, 8)

n_hid = 15
w_h = np.random.randn(8, n_hid) * 0.3
b_h = np.zeros(n_hid)
w_o = np.random.randn(n_hid, 5) * 0.3
b_o = np.zeros(5)
eta = 0.05


def shuffle(a, b):
    # Fisher-Yates, both in step
    for i in range(len(a) - 1, 0, -1):
        j = random.randint(0, i)
        a[[i, j]] = a[[j, i]]
        b[i], b[j] = b[j], b[i]


def feed(x):
    h = np.tanh(x @ w_h + b_h)
    o = h @ w_o + b_o
    o = np.exp(o - o.max())
    return h, o / o.sum()


for ep in range(25):
    shuffle(data, cls)
    loss = 0
    for x, c in zip(data, cls):
        h, p = feed(x)
        loss -= np.log(p[c])
        d_o = p.copy()
        d_o[c] -= 1
        d_h = (w_o @ d_o) * (1 - h ** 2)
        w_o -= eta * np.outer(h, d_o)
        b_o -= eta * d_o
        w_h -= eta * np.outer(x, d_h)
        b_h -= eta * d_h
    if ep % 4 == 0:
        print('epoch', ep, 'loss', loss / len(data))

hits = sum(int(np.argmax(feed(x)[1]) == c) for x, c in zip(data_test, hold))
print('test hits: %.3f' % (hits / len(hold)))
