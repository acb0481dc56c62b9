import numpy as np


class Net(object):
    def __init__(self, sizes):
        self.L = len(sizes) - 1
        self.w = [np.random.rand(o, i) for i, o in zip(sizes[:-1], sizes[1:])]
        self.b = [np.zeros((o, 1)) for o in sizes[1:]]

    @staticmethod
    def sigma(z):
        return 1.0 / (1.0 + np.exp(-z))

    def output(self, a):
        for w, b in zip(self.w, self.b):
            a = self.sigma(np.dot(w, a) + b)
        return a

    def backprop(self, x, y):
        acts = [x]
        for w, b in zip(self.w, self.b):
            acts.append(self.sigma(np.dot(w, acts[-1]) + b))
        gw, gb = [None] * self.L, [None] * self.L
        delta = (acts[-1] - y) * acts[-1] * (1 - acts[-1])
        for l in range(self.L - 1, -1, -1):
            gw[l] = np.dot(delta, acts[l].T) / x.shape[1]
            gb[l] = delta.mean(axis=1, keepdims=True)
            if l > 0:
                delta = np.dot(self.w[l].T, delta) * acts[l] * (1 - acts[l])
        return gw, gb

    def train(self, X, Y, epochs, size, eta):
        for ep in range(epochs):
            perm = np.random.permutation(X.shape[1])
            for k in range(0, X.shape[1], size):
                cols = perm[k:k + size]
                gw, gb = self.backprop(X[:, cols], Y[:, cols])
                for l in range(self.L):
                    self.w[l] -= eta * gw[l]
                    self.b[l] -= eta * gb[l]
            if ep % 10 == 0:
                print("epoch", ep, "hits", self.hits(X, Y))

    def hits(self, X, Y):
        return np.mean(np.argmax(self.output(X), axis=1) == np.argmax(Y, axis=1))


def tiles(n):
    """8 x 8 grey tiles (0..255): bar across, bar down, slope, frame"""
    X, Y = np.zeros((64, n)), np.zeros((4, n))
    for i in range(n):
        t = np.random.uniform(0, 90, (8, 8))
        kind, k = np.random.randint(4), np.random.randint(1, 6)
        if kind == 0:
            t[k:k + 2, :] += 150
        elif kind == 1:
            t[:, k:k + 2] += 150
        elif kind == 2:
            t[np.arange(8), np.arange(8)] += 150
        else:
            t[[0, -1], :] += 150
            t[1:-1, [0, -1]] += 150
        X[:, i], Y[kind, i] = t.ravel(), 1
    return X, Y


if __name__ == "__main__":
    np.random.seed(1)
    X, Y = tiles(300)
    net = Net([64, 16, 4])
    net.train(X, Y, 60, 10, 1.0)
    print("outputs for five tiles:\n", net.output(X[:, :5]).T.round(2))
    print("final mse: %.4f hits: %.3f" % (np.mean((net.output(X) - Y) ** 2), net.hits(X, Y)))
