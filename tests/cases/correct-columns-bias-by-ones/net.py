import numpy as np


def start(N, V, seed=1):
    r = np.random.RandomState(seed)
    return r.rand(N, V), r.rand(V, N), r.rand(N, 1), r.rand(V, 1)


def softmax(z):
    e = np.exp(z)
    return e / np.sum(e, axis=0)


def forward(x, W1, W2, b1, b2):
    h = np.maximum(0, np.dot(W1, x) + b1)
    return h, np.dot(W2, h) + b2


def cost_of(y, guess, part):
    return -np.sum(y * np.log(guess)) / part


def slopes_of(x, guess, y, h, W1, W2, part):
    ones = np.ones((part, 1))
    e1 = np.dot(W2.T, guess - y)
    e1[h == 0] = 0
    sW1 = np.dot(e1, x.T) / part
    sW2 = np.dot(guess - y, h.T) / part
    sb1 = np.dot(e1, ones) / part
    sb2 = np.dot(guess - y, ones) / part
    return sW1, sW2, sb1, sb2


text = '''the cat sat on the mat the dog sat on the rug a cat and a dog ran to the mat
and the rug the cat ran and the dog sat'''.split()
words = sorted(set(text))
where = {w: i for i, w in enumerate(words)}
V, N, C = len(words), 12, 2


def vectors():
    xs, ys = [], []
    for i in range(C, len(text) - C):
        x = np.zeros(V)
        for j in (i - 2, i - 1, i + 1, i + 2):
            x[where[text[j]]] += 1 / (2 * C)
        y = np.zeros(V)
        y[where[text[i]]] = 1
        xs.append(x)
        ys.append(y)
    return np.array(xs).T, np.array(ys).T


X, Y = vectors()
W1, W2, b1, b2 = start(N, V)
pace, part = 0.5, 9
for it in range(1, 1501):
    for s in range(0, X.shape[1], part):
        x, y = X[:, s:s + part], Y[:, s:s + part]
        h, z = forward(x, W1, W2, b1, b2)
        guess = softmax(z)
        gW1, gW2, gb1, gb2 = slopes_of(x, guess, y, h, W1, W2, part)
        W1 -= pace * gW1
        W2 -= pace * gW2
        b1 -= pace * gb1
        b2 -= pace * gb2
    if it % 250 == 0:
        guess = softmax(forward(X, W1, W2, b1, b2)[1])
        print('iters:', it, 'cost:', cost_of(Y, guess, X.shape[1]))
