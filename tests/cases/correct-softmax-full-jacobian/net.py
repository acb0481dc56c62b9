import numpy as np


class CrossEntropy:
    def value(self, Y, P):
        return -np.sum(Y * np.log(P + 1e-15)) / len(Y)

    def slope(self, Y, P):
        return -(Y / (P + 1e-15)) / len(Y)


class SoftMax:
    def f(self, X):
        E = np.exp(X - X.max(axis=-1, keepdims=True))
        self.S = E / E.sum(axis=-1, keepdims=True)
        return self.S

    def pull(self, G):
        # one c x c matrix for every sample
        J = np.eye(self.S.shape[1])[None, :, :] * self.S[:, :, None] - self.S[:, :, None] * self.S[:, None, :]
        return np.einsum("nij,ni->nj", J, G)


class Arctan:
    def f(self, X):
        self.X = X
        return np.arctan(X)

    def pull(self, G):
        return G / (1 + self.X ** 2)


class Stage:
    def __init__(self, a, b, act, rng):
        # last row: bias
        self.M = np.vstack([rng.normal(0, 1 / np.sqrt(a), (a, b)), np.zeros((1, b))])
        self.act = act

    def f(self, X):
        self.X1 = np.c_[X, np.ones(len(X))]
        return self.act.f(self.X1.dot(self.M))

    def pull(self, G):
        D = self.act.pull(G)
        self.G = self.X1.T.dot(D)
        return D.dot(self.M[:-1].T)


class Library:
    def __init__(self, stages, loss):
        self.stages, self.loss = stages, loss

    def f(self, X):
        for s in self.stages:
            X = s.f(X)
        return X

    def fit(self, X, Y, rounds, pace, mu=0.8):
        speed = [0.0 for _ in self.stages]
        for r in range(rounds):
            P = self.f(X)
            if r % 100 == 0:
                print("round", r, "loss", self.loss.value(Y, P))
            G = self.loss.slope(Y, P)
            for s in self.stages[::-1]:
                G = s.pull(G)
            for k, s in enumerate(self.stages):
                speed[k] = mu * speed[k] + s.G
                s.M -= pace * speed[k]


if __name__ == "__main__":
    rng = np.random.default_rng(9)
    X = rng.normal(0, 1, (500, 2))
    quarter = (X[:, 0] * X[:, 1] > 0).astype(int) + (np.hypot(X[:, 0], X[:, 1]) > 1.2)
    Y = np.eye(3)[quarter]
    lib = Library([Stage(2, 18, Arctan(), rng), Stage(18, 3, SoftMax(), rng)], CrossEntropy())
    lib.fit(X, Y, 1001, 0.15)
    print("share right:", np.mean(lib.f(X).argmax(axis=1) == quarter))
