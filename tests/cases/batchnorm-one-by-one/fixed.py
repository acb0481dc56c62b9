import numpy as np


class Affine:
    def __init__(self, a, b):
        self.p = [np.random.randn(a, b) * np.sqrt(2 / a), np.zeros(b)]

    def forward(self, x, training):
        self.x = x
        return x @ self.p[0] + self.p[1]

    def backward(self, g):
        self.g = [self.x.T @ g, g.sum(axis=0)]
        return g @ self.p[0].T


class Norm:
    """batch normalisation"""
    def __init__(self, n):
        self.p = [np.ones(n), np.zeros(n)]
        self.run_mu, self.run_var = np.zeros(n), np.ones(n)

    def forward(self, x, training):
        if training:
            mu, var = x.mean(axis=0), x.var(axis=0)
            self.run_mu = 0.9 * self.run_mu + 0.1 * mu
            self.run_var = 0.9 * self.run_var + 0.1 * var
        else:
            mu, var = self.run_mu, self.run_var
        self.s = np.sqrt(var + 1e-5)
        self.xh = (x - mu) / self.s
        return self.p[0] * self.xh + self.p[1]

    def backward(self, g):
        self.g = [(g * self.xh).sum(axis=0), g.sum(axis=0)]
        h = g * self.p[0]
        return (h - h.mean(axis=0) - self.xh * (h * self.xh).mean(axis=0)) / self.s


class Rect:
    p = g = ()

    def forward(self, x, training):
        self.on = x > 0
        return x * self.on

    def backward(self, g):
        return g * self.on


def run(layers, x, training):
    for l in layers:
        x = l.forward(x, training)
    return x


def fit(layers, X, t, lr, epochs, size):
    for e in range(epochs):
        order = np.random.permutation(len(X))
        for part in np.split(order, len(X) // size):
            z = run(layers, X[part], True)
            z = np.exp(z - z.max(axis=1, keepdims=True))
            z /= z.sum(axis=1, keepdims=True)
            z[np.arange(size), t[part]] -= 1
            g = z / size
            for l in reversed(layers):
                g = l.backward(g)
            for l in layers:
                for p, d in zip(l.p, l.g):
                    p -= lr * d
        if e % 10 == 0:
            print("epoch", e, "accuracy", np.mean(run(layers, X, True).argmax(axis=1) == t))


if __name__ == "__main__":
    np.random.seed(2)
    t = np.random.randint(0, 4, 480)
    spots = np.random.randn(4, 6)
    X = spots[t] * 2 + np.random.randn(480, 6) + 1
    layers = [Affine(6, 20), Norm(20), Rect(), Affine(20, 4)]
    fit(layers, X[:400], t[:400], 0.1, 40, 40)
    # the samples arrive one at a time
    hits = [run(layers, x[None, :], False).argmax() == k for x, k in zip(X[400:], t[400:])]
    print("hits on new samples:", np.mean(hits))
