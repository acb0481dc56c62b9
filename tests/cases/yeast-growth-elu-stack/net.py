import numpy as np


class Linear:
    def __init__(self, n_in, n_out, rng):
        self.W = rng.normal(0, np.sqrt(1.5 / n_in), size=(n_in, n_out))
        self.b = np.zeros(n_out)

    def __call__(self, x):
        self.x = x
        return x @ self.W + self.b

    def back(self, g):
        self.gW = self.x.T @ g
        self.gb = g.sum(axis=0)
        return g @ self.W.T

    def params(self):
        return [(self.W, self.gW), (self.b, self.gb)]


class ELU:
    """x for positive x, alpha * (exp(x) - 1) for negative x"""

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def __call__(self, x):
        self.x = x
        return np.where(x > 0, x, self.alpha * (np.exp(np.minimum(x, 0)) - 1))

    def back(self, g):
        return g * np.where(self.x > 0, 1.0, self.alpha * (np.exp(np.minimum(self.x, 0)) - 1))

    def params(self):
        return []


class Stack:
    def __init__(self, *blocks):
        self.blocks = blocks

    def __call__(self, x):
        for block in self.blocks:
            x = block(x)
        return x

    def back(self, g):
        for block in self.blocks[::-1]:
            g = block.back(g)

    def sgd(self, lr):
        for block in self.blocks:
            for p, g in block.params():
                p -= lr * g


def growth(n, rng):
    sugar = rng.uniform(0, 2, (n, 1))
    heat = rng.uniform(-1, 1, (n, 1))
    rate = sugar / (0.3 + sugar) * np.exp(-4 * (heat - 0.2) ** 2)
    return np.hstack([sugar - 1, heat]), rate


def main():
    rng = np.random.default_rng(8)
    x, y = growth(256, rng)
    net = Stack(Linear(2, 16, rng), ELU(), Linear(16, 16, rng), ELU(), Linear(16, 1, rng))
    for epoch in range(400):
        idx = rng.permutation(len(x))
        for part in np.split(idx, 8):
            out = net(x[part])
            net.back(2 * (out - y[part]) / len(part))
            net.sgd(0.03)
        if epoch % 50 == 0:
            print(f"epoch {epoch}  mse {np.mean((net(x) - y) ** 2):.5f}")
    print(f"final mse {np.mean((net(x) - y) ** 2):.6f} (variance {y.var():.4f})")


if __name__ == "__main__":
    main()
