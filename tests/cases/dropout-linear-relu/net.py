import numpy as np


class Linear:
    def __init__(self, i, o, seed):
        r = np.random.RandomState(seed)
        self.W = r.randn(i, o) * (2.0 / i) ** 0.5
        self.b = np.zeros(o)

    def fwd(self, a, training):
        self.a = a
        return a @ self.W + self.b

    def bwd(self, d):
        self.gW = self.a.T @ d
        self.gb = d.sum(axis=0)
        return d @ self.W.T

    def step(self, lr):
        self.W -= lr * self.gW
        self.b -= lr * self.gb


class Relu:
    def fwd(self, a, training):
        self.on = a > 0
        return a * self.on

    def bwd(self, d):
        return d * self.on

    def step(self, lr):
        pass


class DropOut:
    def __init__(self, keep):
        self.keep = keep

    def fwd(self, a, training):
        if not training:
            return a
        self.mask = np.random.rand(*a.shape) < self.keep
        return a * self.mask

    def bwd(self, d):
        return d * self.mask

    def step(self, lr):
        pass


def forward(net, X, training=False):
    for part in net:
        X = part.fwd(X, training)
    return X


if __name__ == "__main__":
    np.random.seed(0)
    X = np.random.uniform(-1, 1, (500, 3))
    y = 2 + X[:, :1] * X[:, 1:2] + X[:, 2:] ** 2
    net = [Linear(3, 60, 1), Relu(), DropOut(0.5), Linear(60, 1, 2)]
    for ep in range(1500):
        d = 2 * (forward(net, X, True) - y) / len(X)
        for part in reversed(net):
            d = part.bwd(d)
        for part in net:
            part.step(0.05)
        if ep % 300 == 0:
            print("epoch", ep, "mse without dropout", np.mean((forward(net, X) - y) ** 2))
    print("final mse without dropout", np.mean((forward(net, X) - y) ** 2))
    print("mean prediction", forward(net, X).mean(), "mean target", y.mean())
