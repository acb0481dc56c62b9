import numpy as np


class LayerNorm:
    def __init__(self, n):
        self.theta = [np.ones(n), np.zeros(n)]

    def __call__(self, x):
        x = x - x.mean(1, keepdims=True)
        self.s = np.sqrt((x ** 2).mean(1, keepdims=True) + 1e-5)
        self.y = x / self.s
        return self.y * self.theta[0] + self.theta[1]

    def back(self, g):
        self.grad = [(g * self.y).sum(0), g.sum(0)]
        g = g * self.theta[0]
        g -= g.mean(1, keepdims=True) + self.y * (g * self.y).mean(1, keepdims=True)
        g /= self.s
        return g


class Linear:
    def __init__(self, n, m, rng, gain=1.0):
        self.theta = [rng.normal(0, gain / np.sqrt(n), (n, m)), np.zeros(m)]

    def __call__(self, x):
        self.x = x
        return x @ self.theta[0] + self.theta[1]

    def back(self, g):
        self.grad = [self.x.T @ g, g.sum(0)]
        return g @ self.theta[0].T


class ReLU:
    theta, grad = [], []

    def __call__(self, x):
        self.off = x < 0
        x[self.off] = 0          # x is the fresh output of the layer before, nobody else needs it
        return x

    def back(self, g):
        g[self.off] = 0
        return g


class Residual:
    """x + inner(x)"""

    def __init__(self, *inner):
        self.inner = inner

    def __call__(self, x):
        y = x
        for part in self.inner:
            y = part(y)
        return x + y

    def back(self, g):
        inside = g
        for part in self.inner[::-1]:
            inside = part.back(inside)
        return g + inside

    @property
    def theta(self):
        return [t for part in self.inner for t in part.theta]

    @property
    def grad(self):
        return [t for part in self.inner for t in part.grad]


class Model:
    def __init__(self, n, width, depth, rng):
        self.parts = [Linear(n, width, rng)]
        for _ in range(depth):
            # the last matrix of every block starts at 0: the block is the identity at first
            self.parts.append(Residual(LayerNorm(width), Linear(width, 2 * width, rng, 1.4), ReLU(), Linear(2 * width, width, rng, 0.0)))
        self.parts.append(Linear(width, 1, rng))

    def __call__(self, x):
        for part in self.parts:
            x = part(x)
        return x

    def huber(self, x, t, knee=1.0):
        r = np.abs(self(x) - t)
        return np.where(r < knee, 0.5 * r ** 2, knee * (r - 0.5 * knee)).mean()

    def back(self, out, t, knee=1.0):
        g = np.clip(out - t, -knee, knee) / len(t)
        for part in self.parts[::-1]:
            g = part.back(g)

    def step(self, x, t, rate):
        self.back(self(x), t)
        for part in self.parts:
            for p, g in zip(part.theta, part.grad):
                p -= rate * g


if __name__ == "__main__":
    rng = np.random.default_rng(6)
    x = rng.uniform(-1, 1, (300, 3))
    t = np.sin(4 * x[:, :1]) + 2 * x[:, 1:2] * x[:, 2:] + 0.05 * rng.standard_t(2, (300, 1))
    model = Model(3, 16, 3, rng)
    for epoch in range(60):
        order = rng.permutation(300)
        for k in range(0, 300, 30):
            model.step(x[order[k:k + 30]], t[order[k:k + 30]], 0.1)
        if epoch % 12 == 11:
            print("epoch", epoch + 1, "huber loss", model.huber(x, t))
