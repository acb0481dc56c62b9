import numpy as np


class Dense:
    def __init__(self, rng, n_in, n_out):
        self.p = {"W": rng.normal(0, np.sqrt(1 / n_in), (n_in, n_out)), "b": np.zeros(n_out)}

    def forward(self, x, deterministic):
        self.x = x
        return x @ self.p["W"] + self.p["b"]

    def backward(self, g):
        self.g = {"W": self.x.T @ g, "b": g.sum(0)}
        return g @ self.p["W"].T


class Tanh:
    p, g = {}, {}

    def forward(self, x, deterministic):
        self.a = np.tanh(x)
        return self.a

    def backward(self, g):
        return g * (1 - self.a ** 2)


class BatchNorm:
    def __init__(self, n):
        self.p = {"scale": np.ones(n), "shift": np.zeros(n)}
        self.avg_mean = np.zeros(n)
        self.avg_var = np.ones(n)

    def forward(self, x, deterministic):
        if deterministic:
            n = (x - self.avg_mean) / np.sqrt(self.avg_var + 1e-6)
        else:
            m, v = x.mean(0), x.var(0)
            self.inv = 1 / np.sqrt(v + 1e-6)
            n = self.n = (x - m) * self.inv
            self.bn_updates = [("avg_mean", 0.9 * self.avg_mean + 0.1 * m), ("avg_var", 0.9 * self.avg_var + 0.1 * v)]
        return n * self.p["scale"] + self.p["shift"]

    def backward(self, g):
        self.g = {"scale": (g * self.n).sum(0), "shift": g.sum(0)}
        dn = g * self.p["scale"]
        return self.inv * (dn - dn.mean(0) - self.n * (dn * self.n).mean(0))


def run(layers, x, deterministic=True):
    for layer in layers:
        x = layer.forward(x, deterministic)
    return x


if __name__ == "__main__":
    rng = np.random.default_rng(30)
    x = rng.normal(4, 3, (600, 3))            # far away from zero
    label = (np.abs(x[:, 0] - 4) + np.abs(x[:, 1] - 4) > 4.5).astype(float)
    layers = [Dense(rng, 3, 20), BatchNorm(20), Tanh(), Dense(rng, 20, 20), BatchNorm(20), Tanh(), Dense(rng, 20, 1)]
    for epoch in range(40):
        hit = 0
        order = rng.permutation(500)
        for part in order.reshape(-1, 50):
            s = run(layers, x[part], deterministic=False)[:, 0]
            q = 1 / (1 + np.exp(-s))
            hit += np.sum((q > 0.5) == label[part])
            g = ((q - label[part]) / len(part))[:, None]
            for layer in reversed(layers):
                g = layer.backward(g)
            for layer in layers:
                for k in layer.p:
                    layer.p[k] -= 0.5 * layer.g[k]
                for name, new in getattr(layer, "bn_updates", []):
                    setattr(layer, name, new)
        if epoch % 10 == 9:
            test = run(layers, x[500:])[:, 0] > 0
            print("epoch", epoch + 1, "train", hit / 500, "test", np.mean(test == label[500:]))
