import numpy as np


class Affine:
    def __init__(self, n_in, n_out):
        self.W = np.random.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out))
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, g):
        self.gW = self.x.T @ g
        self.gb = g.sum(axis=0)
        return g @ self.W.T

    def params_and_grads(self):
        return [(self.W, self.gW), (self.b, self.gb)]


class ELU:
    def forward(self, x):
        self.pos = x > 0
        self.y = np.where(self.pos, x, np.exp(np.minimum(x, 0)) - 1)
        return self.y

    def backward(self, g):
        # exp(x) is y + 1
        return np.where(self.pos, g, g * (self.y + 1))

    def params_and_grads(self):
        return []


class BCEWithLogits:
    def forward(self, s, t):
        self.s, self.t = s, t
        return np.mean(np.maximum(s, 0) - s * t + np.log1p(np.exp(-np.abs(s))))

    def backward(self):
        p = 1 / (1 + np.exp(-self.s))
        return (p - self.t) / self.t.size


class Net:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, g):
        for layer in reversed(self.layers):
            g = layer.backward(g)

    def sgd(self, lr):
        for layer in self.layers:
            for p, g in layer.params_and_grads():
                p -= lr * g


if __name__ == "__main__":
    np.random.seed(31)
    # two labels a point: inside the circle? above the parabola?
    x = np.random.uniform(-1.5, 1.5, (800, 2))
    t = np.stack([(x ** 2).sum(axis=1) < 1, x[:, 1] > x[:, 0] ** 2 - 0.5], axis=1).astype(float)
    net = Net([Affine(2, 24), ELU(), Affine(24, 24), ELU(), Affine(24, 2)])
    crit = BCEWithLogits()
    for epoch in range(80):
        idx = np.random.permutation(600)
        for s in range(0, 600, 30):
            rows = idx[s:s + 30]
            crit.forward(net.forward(x[rows]), t[rows])
            net.backward(crit.backward())
            net.sgd(0.1)
        if epoch % 20 == 19:
            print("epoch", epoch + 1, "train loss", crit.forward(net.forward(x[:600]), t[:600]))
    print("test accuracy", np.mean((net.forward(x[600:]) > 0) == (t[600:] == 1)))
