import numpy as np


class StackedNet:
    def __init__(self, shape, seed=0):
        rng = np.random.RandomState(seed)
        self.W = [rng.randn(m, n) / np.sqrt(n) for n, m in zip(shape[:-1], shape[1:])]
        self.B = [np.zeros((m, 1)) for m in shape[1:]]
        self.last = len(self.W) - 1

    def feed(self, x):
        self.A = [x]
        for k, (w, b) in enumerate(zip(self.W, self.B)):
            z = w.dot(self.A[-1]) + b
            if k < self.last:
                self.A.append(np.tanh(z))
            else:
                e = np.exp(z - z.max(axis=0))
                self.A.append(e / e.sum(axis=0))
        return self.A[-1]

    def learn(self, x, target, lr):
        m = x.shape[1]
        D = self.feed(x) - target
        steps = []
        for k in range(self.last, -1, -1):
            steps.append((k, D.dot(self.A[k].T) / m, D.sum(axis=1, keepdims=True) / m))
            if k > 0:
                D = self.W[k].T.dot(D) * (1 - self.A[k] ** 2)
        for k, gw, gb in steps:
            self.W[k] -= lr * gw
            self.B[k] -= lr * gb


def mix(X, labels, rng):
    """Fisher-Yates, in place"""
    for i in range(len(X) - 1, 0, -1):
        j = rng.randint(0, i + 1)
        X[[i, j]] = X[[j, i]]
        labels[i], labels[j] = labels[j], labels[i]


def make(n, seed):
    rng = np.random.RandomState(seed)
    labels = rng.randint(0, 4, n)
    X = 0.35 * rng.randn(n, 12)
    for i in range(n):
        X[i, labels[i] * 3:labels[i] * 3 + 3] += rng.choice([-1.0, 1.0])
    return X, labels


if __name__ == "__main__":
    rng = np.random.RandomState(1)
    X, labels = make(600, 5)
    Xt, lt = make(300, 6)
    net = StackedNet([12, 12, 12, 4])
    for epoch in range(30):
        mix(X, labels, rng)
        for s in range(0, len(X), 20):
            net.learn(X[s:s + 20].T, np.eye(4)[labels[s:s + 20]].T, 0.1)
        if epoch % 5 == 4:
            print("epoch", epoch + 1, "test accuracy", np.mean(net.feed(Xt.T).argmax(axis=0) == lt))
