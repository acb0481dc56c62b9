import numpy as np

WORDS = "free win cash now meeting report lunch project click prize thanks team".split()


def make_mail(rng, spam):
    # chance of each word
    bad = np.array([.6, .5, .5, .4, .1, .1, .1, .1, .5, .4, .2, .1])
    good = np.array([.1, .1, .1, .3, .5, .5, .3, .5, .2, .05, .5, .4])
    return (rng.rand(len(WORDS)) < (bad if spam else good)).astype(float)


class SpamNet:
    def __init__(self, n_in, n_hid, lr=0.5):
        rng = np.random.RandomState(0)
        self.V = rng.randn(n_in, n_hid) * 0.3
        self.v0 = np.zeros(n_hid)
        self.U = rng.randn(n_hid, 1) * 0.3
        self.u0 = np.zeros(1)
        self.lr = lr

    @staticmethod
    def squash(a):
        return 1 / (1 + np.exp(-a))

    def forward(self, X):
        self.H = self.squash(X @ self.V + self.v0)
        self.P = self.squash(self.H @ self.U + self.u0)
        return self.P

    def loss(self, X, y):
        P = self.forward(X)
        return -(y * np.log(P) + (1 - y) * np.log(1 - P)).mean()

    def backward(self, X, y):
        delta = (self.P - y) / len(X)
        back = delta @ self.U.T * self.H * (1 - self.H)
        self.U -= self.lr * self.H.T @ delta
        self.u0 -= self.lr * delta.sum(0)
        self.V -= self.lr * X.T @ back
        self.v0 -= self.lr * back.sum(0)

    def fit(self, X, y, epochs=30, batch=16):
        rng = np.random.RandomState(1)
        for e in range(epochs):
            order = rng.permutation(len(X))
            X, y = X[order], y[order]
            for i in range(0, len(X), batch):
                self.forward(X[i:i + batch])
                self.backward(X[i:i + batch], y[i:i + batch])
            if e % 5 == 0:
                print("epoch", e, "train loss", self.loss(X, y))


if __name__ == "__main__":
    rng = np.random.RandomState(2)
    y = (rng.rand(600, 1) < 0.5).astype(float)
    X = np.array([make_mail(rng, s) for s in y[:, 0]])
    net = SpamNet(len(WORDS), 8)
    net.fit(X[:400], y[:400])
    print("test loss:", net.loss(X[400:], y[400:]))
    print("test accuracy:", ((net.forward(X[400:]) > 0.5) == y[400:]).mean())
