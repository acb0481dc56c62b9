import numpy as np


class Linear:
    def __init__(self, n_in, n_out, rng):
        self.W = rng.normal(0, 1 / np.sqrt(n_in), (n_in, n_out))
        self.b = np.zeros((1, n_out))

    def value(self, X):
        self.X = X
        return X @ self.W + self.b

    def grad(self, d):
        self.gW, self.gb = self.X.T @ d, d.sum(axis=0, keepdims=True)
        return d @ self.W.T

    def learn(self, rate):
        self.W -= rate * self.gW
        self.b -= rate * self.gb


class SoftPlus:
    def value(self, X):
        self.X = X
        return np.log1p(np.exp(X))

    def grad(self, d):
        return d / (1 + np.exp(-self.X))

    def learn(self, rate):
        pass


class L2Loss:
    def value(self, preds, targets):
        self.diff = preds - targets
        return np.mean(self.diff ** 2)

    def grad(self):
        # one row per prediction
        return 2 * np.sum(self.diff, axis=1, keepdims=True) / self.diff.size


if __name__ == "__main__":
    rng = np.random.default_rng(14)
    X = rng.uniform(-1, 1, (77, 2))
    y = 3 * X[:, 0] ** 2 - 2 * X[:, 1] + 0.05 * rng.normal(size=77)

    chain = [Linear(2, 16, rng), SoftPlus(), Linear(16, 1, rng)]
    loss = L2Loss()
    for it in range(4001):
        out = X
        for part in chain:
            out = part.value(out)
        E = loss.value(out, y)
        d = loss.grad()
        for part in chain[::-1]:
            d = part.grad(d)
        for part in chain:
            part.learn(0.1)
        if it % 1000 == 0:
            print("it", it, "loss", E)
    print("some predictions", np.round(out[:4].ravel(), 2), "targets", np.round(y[:4].ravel(), 2))
    print("correlation", np.corrcoef(out.ravel(), y.ravel())[0, 1])
