import numpy as np

bends = {
    "tanh": (np.tanh, lambda y: 1 - y * y),
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda y: y * (1 - y)),
    "relu": (lambda z: np.maximum(z, 0), lambda y: (y > 0) * 1.0),
    "none": (lambda z: z, lambda y: np.ones_like(y)),
}


class Plan:
    """sizes: units per level, kinds: one activation per level above the input"""

    def __init__(self, sizes, kinds, seed=1):
        rng = np.random.default_rng(seed)
        self.kinds = kinds
        self.W = [rng.normal(0, 1, (a, b)) / np.sqrt(a) for a, b in zip(sizes, sizes[1:])]
        self.b = [np.zeros(b) for b in sizes[1:]]

    def climb(self, x):
        ys = [x]
        for W, b, kind in zip(self.W, self.b, self.kinds):
            ys.append(bends[kind][0](ys[-1] @ W + b))
        return ys

    def cost(self, x, t):
        return np.sum((self.climb(x)[-1] - t) ** 2) / (2 * len(x))

    def slopes(self, x, t):
        ys = self.climb(x)
        gW, gb = [None] * len(self.W), [None] * len(self.W)
        last = len(self.W) - 1
        d = (ys[-1] - t) / len(x) * bends[self.kinds[last]][1](ys[-1])
        for k in range(last, -1, -1):
            gW[k] = ys[k].T @ d
            gb[k] = d.sum(axis=0)
            if k > 0:
                d = (d @ self.W[k].T) * bends[self.kinds[k - 1]][1](ys[k])
        return gW, gb

    def train(self, x, t, rate, epochs, size, rng):
        for epoch in range(epochs):
            order = rng.permutation(len(x))
            for s in range(0, len(x), size):
                part = order[s:s + size]
                gW, gb = self.slopes(x[part], t[part])
                for k in range(len(self.W)):
                    self.W[k] -= rate * gW[k]
                    self.b[k] -= rate * gb[k]
            if epoch % 30 == 29:
                print("epoch", epoch + 1, "cost", self.cost(x, t))


if __name__ == "__main__":
    rng = np.random.default_rng(5)
    x = rng.uniform(-1, 1, (500, 2))
    t = np.sin(3 * x[:, :1]) * x[:, 1:]
    plan = Plan([2, 20, 20, 1], ["tanh", "relu", "none"])
    plan.train(x, t, 0.1, 150, 25, rng)
    print("cost in the end:", plan.cost(x, t), "of", np.var(t) / 2)
