import numpy as np


class Linear:
    def __init__(self, n_in, n_out, rng):
        self.p = [rng.randn(n_in, n_out) * np.sqrt(2 / n_in), np.zeros(n_out)]

    def forward(self, x, train):
        self.x = x
        return x @ self.p[0] + self.p[1]

    def backward(self, d):
        self.g = [self.x.T @ d, d.sum(axis=0)]
        return d @ self.p[0].T


class Norm:
    def __init__(self, n, decay=0.9):
        self.p = [np.ones(n), np.zeros(n)]
        self.run_mean, self.run_var, self.decay = np.zeros(n), np.ones(n), decay

    def forward(self, x, train):
        if not train:
            xn = (x - self.run_mean) / (self.run_var + 1e-5)
            return xn * self.p[0] + self.p[1]
        mean, var = x.mean(axis=0), x.var(axis=0)
        self.run_mean = self.decay * self.run_mean + (1 - self.decay) * mean
        self.run_var = self.decay * self.run_var + (1 - self.decay) * var
        self.inv = 1 / np.sqrt(var + 1e-5)
        self.xn = (x - mean) * self.inv
        return self.xn * self.p[0] + self.p[1]

    def backward(self, d):
        self.g = [(d * self.xn).sum(axis=0), d.sum(axis=0)]
        dn = d * self.p[0]
        return self.inv * (dn - dn.mean(axis=0) - self.xn * (dn * self.xn).mean(axis=0))


class Relu:
    p, g = [], []

    def forward(self, x, train):
        self.mask = x > 0
        return np.where(self.mask, x, 0)

    def backward(self, d):
        return d * self.mask


class Momentum:
    def __init__(self, layers, lr, mu=0.9):
        self.layers, self.lr, self.mu = layers, lr, mu
        self.v = [[np.zeros_like(a) for a in layer.p] for layer in layers]

    def step(self):
        for layer, vs in zip(self.layers, self.v):
            for a, g, v in zip(layer.p, layer.g, vs):
                v *= self.mu
                v -= self.lr * g
                a += v


def run(layers, x, train):
    for layer in layers:
        x = layer.forward(x, train)
    return x


if __name__ == "__main__":
    rng = np.random.RandomState(6)
    X = rng.randn(600, 5) * np.array([1.0, 4.0, 0.5, 2.0, 6.0])
    y = (np.abs(X[:, 0]) + 0.3 * X[:, 1] + 0.15 * X[:, 3] * np.sign(X[:, 4]))[:, None]
    layers = [Linear(5, 24, rng), Norm(24), Relu(), Linear(24, 1, rng)]
    opt = Momentum(layers, lr=0.01)
    for epoch in range(60):
        order = rng.permutation(500)
        for s in range(0, 500, 50):
            b = order[s:s + 50]
            diff = run(layers, X[b], True) - y[b]
            d = 2 * diff / len(b)
            for layer in reversed(layers):
                d = layer.backward(d)
            opt.step()
        if epoch % 20 == 19:
            print("epoch", epoch + 1, "last batch mse", np.mean(diff ** 2))
    print("held out mse", np.mean((run(layers, X[500:], False) - y[500:]) ** 2))
