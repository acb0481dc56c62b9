import numpy as np


class Sigmoid:
    def value(self, z):
        return 1 / (1 + np.exp(-z))

    def slope(self, z):
        s = self.value(z)
        return s * (1 - s)


class Softmax:
    def value(self, z):
        e = np.exp(z - z.max())
        return e / e.sum()

    def jacobian(self, z):
        s = self.value(z)
        return np.diag(s) - np.outer(s, s)


class Level:
    def __init__(self, n_in, n_out, act, rng):
        self.w = rng.normal(0, 1 / np.sqrt(n_in), (n_out, n_in))
        self.b = np.zeros(n_out)
        self.act = act
        self.gw = np.zeros_like(self.w)
        self.gb = np.zeros_like(self.b)

    def outputs(self, x):
        self.x = x
        self.z = self.w @ x + self.b
        return self.act.value(self.z)

    def node_values(self, dout):
        if isinstance(self.act, Softmax):
            return self.act.jacobian(self.z) @ dout
        return dout * self.act.slope(self.z)

    def collect(self, node):
        self.gw += np.outer(node, self.x)
        self.gb += node

    def apply(self, rate):
        self.w -= rate * self.gw
        self.b -= rate * self.gb
        self.gw[:] = 0
        self.gb[:] = 0


class Learner:
    def __init__(self, levels):
        self.levels = levels

    def outputs(self, x):
        for level in self.levels:
            x = level.outputs(x)
        return x

    def cost(self, xs, ts):
        return np.mean([np.sum((self.outputs(x) - t) ** 2) for x, t in zip(xs, ts)])

    def learn(self, xs, ts, rate):
        for x, t in zip(xs, ts):
            out = self.outputs(x)
            node = self.levels[-1].node_values(2 * (out - t))
            self.levels[-1].collect(node)
            for k in range(len(self.levels) - 2, -1, -1):
                node = self.levels[k].node_values(self.levels[k + 1].w.T @ node)
                self.levels[k].collect(node)
        for level in self.levels:
            level.apply(rate / len(xs))


if __name__ == "__main__":
    rng = np.random.default_rng(21)
    # fruit: spot size and spike length -> three kinds
    xs = rng.uniform(-1, 1, (150, 2))
    kinds = np.where(xs[:, 0] ** 2 + xs[:, 1] ** 2 < 0.35, 0, np.where(xs[:, 1] > 0, 1, 2))
    ts = np.eye(3)[kinds]
    net = Learner([Level(2, 10, Sigmoid(), rng), Level(10, 3, Softmax(), rng)])
    for epoch in range(120):
        order = rng.permutation(150)
        for k in range(0, 150, 10):
            net.learn(xs[order[k:k + 10]], ts[order[k:k + 10]], 1.5)
        if epoch % 20 == 0:
            print("epoch", epoch, "cost", net.cost(xs, ts))
    print("cost at the end", net.cost(xs, ts))
