import numpy as np


class MoonNet:

    def __init__(self, n_hidden, rate, rng):
        self.rng = rng
        self.rate = rate
        self.V = rng.normal(0, 1, (2, n_hidden))
        self.c = np.zeros(n_hidden)
        self.U = rng.normal(0, 0.3, (n_hidden, 1))
        self.d = np.zeros(1)

    def squash(self, s):
        return 1.0 / (1.0 + np.exp(-s))

    def output(self, X):
        self.H = np.tanh(X @ self.V + self.c)
        return self.squash(self.H @ self.U + self.d)

    def train_on(self, xb, yb):
        out = self.output(xb)
        top = (out - yb) / len(xb)
        low = (top @ self.U.T) * (1 - self.H ** 2)
        self.U -= self.rate * self.H.T @ top
        self.d -= self.rate * np.sum(top)
        self.V -= self.rate * xb.T @ low
        self.c -= self.rate * np.sum(low, axis=0)       # bias
        return -np.mean(yb * np.log(out + 1e-12) + (1 - yb) * np.log(1 - out + 1e-12))

    def epoch(self, X, y, size):
        # new order for each epoch
        order = self.rng.permutation(len(X))
        X, y = X[order], y[order]
        loss = [self.train_on(X[s:s + size], y[s:s + size]) for s in range(0, len(X), size)]
        return np.mean(loss)


def moons(n, rng):
    t = rng.uniform(0, np.pi, n)
    up = rng.integers(0, 2, n)
    x1 = np.where(up == 1, np.cos(t), 1 - np.cos(t))
    x2 = np.where(up == 1, np.sin(t), 0.4 - np.sin(t))
    X = np.column_stack([x1, x2]) + rng.normal(0, 0.1, (n, 2))
    return X, up.reshape(-1, 1).astype(float)


def score(net, X, y):
    return np.mean((net.output(X) > 0.5) == (y > 0.5))


if __name__ == '__main__':
    rng = np.random.default_rng(8)
    X, y = moons(400, rng)
    Xtest, ytest = moons(200, rng)
    net = MoonNet(10, 0.5, rng)
    for e in range(150):
        loss = net.epoch(X, y, 25)
        if e % 30 == 0:
            print(f'epoch {e}: loss {loss:.4f}  train {score(net, X, y):.3f}')
    print('test score', score(net, Xtest, ytest))
