import numpy as np


def bell(x):
    return 1.0 / (1.0 + np.exp(-x))


def bell_slope(s):
    return s * (1.0 - s)


def shares(x):
    e = np.exp(x)
    total = e.sum()
    return e / total


def run(x, w, b):
    acts = {0: np.array(x).T}
    top = len(w)
    for i in range(1, top + 1):
        z = w[i - 1].dot(acts[i - 1]) + b[i - 1]
        if i == top:
            acts[i] = shares(z)
        else:
            acts[i] = bell(z)
    return acts[top], acts


def run_back(y, p, acts, w):
    d, gw, gb = {}, {}, {}
    top = len(w)
    d[top] = p - y.T
    for i in range(top - 1, -1, -1):
        if i == top - 1:
            d[i] = w[i].T.dot(d[i + 1])
        elif i != 0:
            d[i] = w[i].T.dot(d[i + 1]) * bell_slope(acts[i])
        gw[i] = d[i + 1].dot(acts[i].T)
        gb[i] = np.sum(d[i + 1], axis=1, keepdims=True)
    return gw, gb


def change(w, b, gw, gb, rate):
    for i in range(len(w)):
        w[i] = w[i] - rate * gw[i]
        b[i] = b[i] - rate * gb[i]
    return w, b


def log_score(y, p):
    return np.sum(y.T * np.log(p))


def train(x, y, w, b, epochs, rate, batch):
    truth = np.argmax(y, axis=1)
    for i in range(epochs):
        score = 0
        guesses = np.zeros(len(x))
        for k in range(0, len(x), batch):
            p, acts = run(x[k:k + batch], w, b)
            score += log_score(y[k:k + batch], p)
            guesses[k:k + batch] = np.argmax(p, axis=0)
            gw, gb = run_back(y[k:k + batch], p, acts, w)
            w, b = change(w, b, gw, gb, rate)
        if i % 20 == 0 or i == epochs - 1:
            print("epoch", i, "cost", -score / len(x), "hit rate", np.mean(guesses == truth))
    return w, b


np.random.seed(4)
kind = np.random.randint(0, 3, 240)
spread = np.array([[1.0, -1.0, 0.5, 0.0], [-1.0, 0.5, 0.0, 1.0], [1.0, 1.0, -1.0, 1.0]])
x = spread[kind] * np.random.choice([-1.0, 1.0], (240, 1)) + 0.35 * np.random.randn(240, 4)
y = np.eye(3)[kind]

sizes = [4, 10, 8, 3]
w = [np.random.randn(n, m) * np.sqrt(1.0 / m) for m, n in zip(sizes[:-1], sizes[1:])]
b = [np.zeros((n, 1)) for n in sizes[1:]]
w, b = train(x, y, w, b, 161, 0.03, 8)
