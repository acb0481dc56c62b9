import numpy as np


class Dense:
    def __init__(self, n_in, n_out):
        self.p = {"W": np.random.randn(n_in, n_out) * np.sqrt(2.0 / n_in), "b": np.zeros(n_out)}
        self.g = {}

    def forward(self, x, training):
        self.x = x
        return x @ self.p["W"] + self.p["b"]

    def backward(self, up):
        self.g["W"] = self.x.T @ up
        self.g["b"] = up.sum(axis=0)
        return up @ self.p["W"].T


class Norm:
    def __init__(self, n, keep=0.9):
        self.p = {"scale": np.ones(n), "shift": np.zeros(n)}
        self.g = {}
        self.keep = keep
        self.avg = np.zeros(n)
        self.var = np.ones(n)

    def forward(self, x, training):
        if training:
            mu = x.mean(axis=0)
            s2 = x.var(axis=0)
            self.avg = self.keep * self.avg + (1 - self.keep) * mu
            self.var = self.keep * self.var + (1 - self.keep) * s2
        else:
            mu, s2 = self.avg, self.var
        self.dev = np.sqrt(s2 + 1e-5)
        self.hat = (x - mu) / self.dev
        return self.p["scale"] * self.hat + self.p["shift"]

    def backward(self, up):
        n = len(up)
        self.g["scale"] = (up * self.hat).sum(axis=0)
        self.g["shift"] = up.sum(axis=0)
        d = up * self.p["scale"]
        return (n * d - d.sum(axis=0) - self.hat * (d * self.hat).sum(axis=0)) / (n * self.dev)


class Relu:
    p, g = {}, {}

    def forward(self, x, training):
        self.on = x > 0
        return x * self.on

    def backward(self, up):
        return up * self.on


def run(layers, x, training):
    for layer in layers:
        x = layer.forward(x, training)
    return x


def learn(layers, x, y, rate):
    z = run(layers, x, True)
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(len(y)), y] + 1e-12).mean()
    p[np.arange(len(y)), y] -= 1
    up = p / len(y)
    for layer in layers[::-1]:
        up = layer.backward(up)
        for k in layer.p:
            layer.p[k] -= rate * layer.g[k]
    return loss


np.random.seed(10)
centres = np.random.randn(5, 12) * 2 + 6
y = np.random.randint(0, 5, 1000)
x = centres[y] + 1.5 * np.random.randn(1000, 12)
layers = [Dense(12, 32), Norm(32), Relu(), Dense(32, 32), Norm(32), Relu(), Dense(32, 5)]
for epoch in range(20):
    order = np.random.permutation(800)
    for s in range(0, 800, 40):
        loss = learn(layers, x[order[s:s + 40]], y[order[s:s + 40]], 0.1)
    if epoch % 5 == 4:
        hits = run(layers, x[800:], False).argmax(axis=1) == y[800:]
        print("epoch", epoch + 1, "batch loss", round(loss, 4), "held-out hits", hits.mean())
