import numpy as np


class DropoutRegressor:
    """two relu layers, dropout (inverted) on both, linear output"""

    def __init__(self, n_in, width, keep, seed):
        self.rng = np.random.RandomState(seed)
        self.keep = keep
        self.w1 = self.rng.randn(n_in, width) * np.sqrt(2 / n_in)
        self.b1 = np.zeros(width)
        self.w2 = self.rng.randn(width, width) * np.sqrt(2 / width)
        self.b2 = np.zeros(width)
        self.w3 = self.rng.randn(width, 1) * np.sqrt(1 / width)
        self.b3 = np.zeros(1)

    def mask(self, a):
        return (self.rng.rand(*a.shape) < self.keep) / self.keep

    def fit_batch(self, x, y, lr):
        h1 = np.maximum(x @ self.w1 + self.b1, 0)
        m1 = self.mask(h1)
        d1 = h1 * m1
        h2 = np.maximum(d1 @ self.w2 + self.b2, 0)
        m2 = self.mask(h2)
        d2 = h2 * m2
        out = d2 @ self.w3 + self.b3

        g3 = 2 * (out - y) / len(x)
        g2 = (g3 @ self.w3.T) * m2 * (h2 > 0)
        g1 = (g2 @ self.w2.T) * m1 * (h1 > 0)

        self.w3 -= lr * d2.T @ g3
        self.b3 -= lr * g3.sum(axis=0)
        self.w2 -= lr * d1.T @ g2
        self.b2 -= lr * g2.sum(axis=0)
        self.w1 -= lr * x.T @ g1
        self.b1 -= lr * g1.sum(axis=0)
        return np.mean((out - y) ** 2)

    def fit(self, x, y, lr, epochs, batch):
        for epoch in range(epochs):
            order = self.rng.permutation(len(x))
            losses = []
            for s in range(0, len(x), batch):
                rows = order[s:s + batch]
                losses.append(self.fit_batch(x[rows], y[rows], lr))
            if epoch % 40 == 0:
                print("epoch", epoch, "loss", np.mean(losses))

    def predict(self, x):
        h1 = np.maximum(x @ self.w1 + self.b1, 0) * self.keep
        h2 = np.maximum(h1 @ self.w2 + self.b2, 0) * self.keep
        return h2 @ self.w3 + self.b3


if __name__ == "__main__":
    rng = np.random.RandomState(1)
    x = rng.uniform(-1, 1, (600, 3))
    y = 3 + 2 * x[:, :1] ** 2 - x[:, 1:2] * x[:, 2:] + 0.05 * rng.randn(600, 1)
    net = DropoutRegressor(3, 60, 0.8, 5)
    net.fit(x[:500], y[:500], 0.02, 200, 25)
    test = net.predict(x[500:])
    print("test error:", np.mean((test - y[500:]) ** 2))
    print("some predictions", np.round(test[:5, 0], 2), "wanted", np.round(y[500:505, 0], 2))
