import numpy as np
from collections import defaultdict

TEXT = ("the king rules the land and the queen rules the land too "
        "the cat eats the fish and the dog eats the meat "
        "the king likes the queen and the dog likes the cat")


def number_words(words):
    index_of = {}
    for w in sorted(set(words)):
        index_of[w] = len(index_of)
    return index_of


def contexts(words, C, index_of):
    V = len(index_of)
    for k in range(C, len(words) - C):
        counts = defaultdict(int)
        around = words[k - C:k] + words[k + 1:k + C + 1]
        for w in around:
            counts[w] += 1
        x = np.zeros(V)
        for w in counts:
            x[index_of[w]] = counts[w] / len(around)
        y = np.zeros(V)
        y[index_of[words[k]]] = 1
        yield x, y


def bunches(words, C, index_of, size):
    xs, ys = [], []
    for x, y in contexts(words, C, index_of):
        xs.append(x)
        ys.append(y)
        if len(xs) == size:
            yield np.array(xs).T, np.array(ys).T
            xs, ys = [], []
    if xs:
        yield np.array(xs).T, np.array(ys).T


def draw(N, V, seed=1):
    rng = np.random.RandomState(seed)
    return rng.rand(N, V) - 0.5, rng.rand(V, N) - 0.5, np.zeros((N, 1)), np.zeros((V, 1))


def softmax(z):
    e = np.exp(z - z.max(axis=0, keepdims=True))
    return e / np.sum(e, axis=0)


def scores(x, W1, W2, b1, b2):
    h = np.maximum(0, np.dot(W1, x) + b1)
    return np.dot(W2, h) + b2, h


def mean_cost(y, prob, n_cols):
    return -np.sum(y * np.log(prob + 1e-12)) / n_cols


def slopes(x, prob, y, h, W1, W2, b1, b2, n_cols):
    below = np.dot(W2.T, prob - y)
    below[h <= 0] = 0
    g_W1 = np.dot(below, x.T) / n_cols
    g_W2 = np.dot(prob - y, h.T) / n_cols
    g_b1 = np.sum(below, axis=1, keepdims=True) / n_cols
    g_b2 = np.sum(prob - y, axis=1, keepdims=True) / n_cols
    return g_W1, g_W2, g_b1, g_b2


def teach(words, index_of, N, rounds, alpha, C=2, size=8):
    W1, W2, b1, b2 = draw(N, len(index_of))
    for k in range(rounds):
        cost, seen = 0, 0
        for x, y in bunches(words, C, index_of, size):
            n = x.shape[1]
            z, h = scores(x, W1, W2, b1, b2)
            prob = softmax(z)
            cost += mean_cost(y, prob, n) * n
            seen += n
            g_W1, g_W2, g_b1, g_b2 = slopes(x, prob, y, h, W1, W2, b1, b2, n)
            W1 = W1 - alpha * g_W1
            W2 = W2 - alpha * g_W2
            b1 = b1 - alpha * g_b1
            b2 = b2 - alpha * g_b2
        if (k + 1) % 50 == 0:
            print("round %d cost: %.6f" % (k + 1, cost / seen))
    return W1, W2, b1, b2


words = TEXT.split()
index_of = number_words(words)
teach(words, index_of, N=12, rounds=300, alpha=0.3)
