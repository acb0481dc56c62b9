import numpy as np


class ThinNet:
    """one hidden layer of sigmoid units, some of them switched off while it learns"""

    def __init__(self, n_features, n_hidden, rate=0.5, keep=0.9, seed=3):
        self.rng = np.random.default_rng(seed)
        self.w_hid = self.rng.normal(0, 1.5, (n_features, n_hidden))
        self.b_hid = self.rng.normal(0, 1.0, n_hidden)
        self.w_out = self.rng.normal(0, 0.1, (n_hidden, 1))
        self.b_out = np.zeros(1)
        self.rate = rate
        self.keep = keep

    def sigmoid(self, z):
        return 1.0 / (1.0 + np.exp(-z))

    def thin_out(self, acts, keep):
        if keep <= 0 or keep > 1:
            keep = 0.5
        self.mult = self.rng.binomial(1, keep, size=acts.shape) / keep
        return acts * self.mult

    def learn_batch(self, x, y):
        self.a = self.sigmoid(x @ self.w_hid + self.b_hid)
        self.h = self.thin_out(self.a, self.keep)
        out = self.h @ self.w_out + self.b_out

        d_out = (out - y) / len(x)
        d_hid = (d_out @ self.w_out.T) * self.mult * self.a * (1 - self.a)

        self.w_out -= self.rate * self.h.T @ d_out
        self.b_out -= self.rate * d_out.sum(axis=0)
        self.w_hid -= self.rate * x.T @ d_hid
        self.b_hid -= self.rate * d_hid.sum(axis=0)
        return 0.5 * np.mean((out - y) ** 2)

    def fit(self, x, y, epochs=300, size=25):
        for epoch in range(epochs):
            order = self.rng.permutation(len(x))
            cost = 0.0
            for s in range(0, len(x), size):
                pick = order[s:s + size]
                cost += self.learn_batch(x[pick], y[pick]) * len(pick)
            if epoch % 50 == 0:
                print("epoch", epoch, "cost", cost / len(x))

    def predict(self, x):
        return self.sigmoid(x @ self.w_hid + self.b_hid) @ self.w_out + self.b_out


if __name__ == "__main__":
    rng = np.random.default_rng(8)
    x = rng.uniform(-1, 1, (500, 2))
    y = 2.0 + np.sin(3 * x[:, :1]) + x[:, 1:] ** 2 + 0.05 * rng.standard_normal((500, 1))
    net = ThinNet(2, 200, rate=0.01)
    net.fit(x[:400], y[:400])
    guess = net.predict(x[400:])
    print("mean guess", guess.mean(), "mean wanted", y[400:].mean())
    print("test error", np.mean((guess - y[400:]) ** 2))
