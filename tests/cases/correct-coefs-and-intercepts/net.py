import numpy as np


def ramp_in_place(X):
    np.maximum(X, 0, out=X)


def cut_in_place(Z, delta):
    delta[Z == 0] = 0


class DepthNet:
    """coefs[i] leads from layer i to layer i + 1"""

    def __init__(self, widths, alpha=1e-3, pace=0.1, seed=0):
        rng = np.random.RandomState(seed)
        self.depth = len(widths)
        self.alpha, self.pace = alpha, pace
        self.coefs, self.offs = [], []
        for a, b in zip(widths[:-1], widths[1:]):
            bound = np.sqrt(6.0 / (a + b))
            self.coefs.append(rng.uniform(-bound, bound, (a, b)))
            self.offs.append(rng.uniform(-bound, bound, b))

    def run_all(self, acts):
        for i in range(self.depth - 1):
            acts[i + 1] = acts[i] @ self.coefs[i]
            acts[i + 1] += self.offs[i]
            if i + 1 != self.depth - 1:
                ramp_in_place(acts[i + 1])
        return acts

    def slopes(self, X, y):
        n = X.shape[0]
        acts = self.run_all([X] + [None] * (self.depth - 1))
        deltas = [None] * self.depth
        g_coefs = [None] * (self.depth - 1)
        g_offs = [None] * (self.depth - 1)

        loss = ((y - acts[-1]) ** 2).mean() / 2
        loss += 0.5 * self.alpha * sum(np.sum(c ** 2) for c in self.coefs) / n

        last = self.depth - 2
        deltas[last] = acts[-1] - y
        self.one_layer(last, n, acts, deltas, g_coefs, g_offs)
        for i in range(self.depth - 2, 0, -1):
            deltas[i - 1] = deltas[i] @ self.coefs[i].T
            cut_in_place(acts[i], deltas[i - 1])
            self.one_layer(i - 1, n, acts, deltas, g_coefs, g_offs)
        return loss, g_coefs, g_offs

    def one_layer(self, layer, n, acts, deltas, g_coefs, g_offs):
        g_coefs[layer] = acts[layer].T @ deltas[layer]
        g_coefs[layer] += self.alpha * self.coefs[layer]
        g_coefs[layer] /= n
        g_offs[layer] = np.mean(deltas[layer], 0)

    def fit(self, X, y, epochs):
        for epoch in range(epochs):
            loss, g_coefs, g_offs = self.slopes(X, y)
            self.coefs = [c - self.pace * g for c, g in zip(self.coefs, g_coefs)]
            self.offs = [b - self.pace * g for b, g in zip(self.offs, g_offs)]
            if epoch % 300 == 0:
                print("epoch %d loss %.6f" % (epoch, loss))
        return self

    def predict(self, X):
        return self.run_all([X] + [None] * (self.depth - 1))[-1]


if __name__ == "__main__":
    rng = np.random.RandomState(3)
    X = rng.uniform(-2, 2, (250, 2))
    y = (np.abs(X[:, :1]) - X[:, 1:] * X[:, :1] / 2)
    net = DepthNet([2, 24, 24, 1]).fit(X[:200], y[:200], 1801)
    rest = np.mean((net.predict(X[200:]) - y[200:]) ** 2) / np.var(y[200:])
    print("R2 on the rest:", 1 - rest)
