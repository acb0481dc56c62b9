import numpy as np


class Full:
    def __init__(self, n_in, n_out, rng):
        self.p = [rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)), np.zeros((1, n_out))]

    def forward(self, x, training):
        self.x = x
        return x @ self.p[0] + self.p[1]

    def backward(self, up):
        self.g = [self.x.T @ up, up.sum(axis=0, keepdims=True)]
        return up @ self.p[0].T


class Norm:
    def __init__(self, n, eps=1e-5):
        self.p = [np.ones((1, n)), np.zeros((1, n))]
        self.eps = eps
        self.run_mu, self.run_var = np.zeros((1, n)), np.ones((1, n))

    def forward(self, x, training):
        if training:
            mu = x.mean(axis=0, keepdims=True)
            var = x.var(axis=0, keepdims=True)
            self.run_mu = 0.9 * self.run_mu + 0.1 * mu
            self.run_var = 0.9 * self.run_var + 0.1 * var
        else:
            mu, var = self.run_mu, self.run_var
        self.inv = 1 / np.sqrt(var + self.eps)
        self.hat = (x - mu) * self.inv
        return self.p[0] * self.hat + self.p[1]

    def backward(self, up):
        self.g = [np.sum(up * self.hat, axis=0, keepdims=True), np.sum(up, axis=0, keepdims=True)]
        d = up * self.p[0]
        return self.inv * (d - d.mean(axis=0) - self.hat * np.mean(d * self.hat, axis=0))


class Relu:
    def __init__(self):
        self.p = []

    def forward(self, x, training):
        self.on = x > 0
        return np.where(self.on, x, 0)

    def backward(self, up):
        self.g = []
        return up * self.on


class Stack:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, x, training=False):
        for layer in self.layers:
            x = layer.forward(x, training)
        return x

    def backward(self, up):
        for layer in self.layers[::-1]:
            up = layer.backward(up)

    def step(self, rate):
        for layer in self.layers:
            for p, g in zip(layer.p, layer.g):
                p -= rate * g


def samples(n, rng):
    x = rng.uniform(0, 10, (n, 3))
    return x, 0.3 * x[:, :1] + np.abs(x[:, 1:2] - 5) - 0.05 * x[:, 2:] ** 2


if __name__ == "__main__":
    rng = np.random.default_rng(6)
    x, y = samples(640, rng)
    x_new, y_new = samples(100, rng)
    net = Stack([Full(3, 24, rng), Norm(24), Relu(), Full(24, 1, rng)])
    for epoch in range(60):
        order = rng.permutation(640)
        loss = 0
        for s in range(0, 640, 64):
            part = order[s:s + 64]
            diff = net.forward(x[part], training=True) - y[part]
            loss += np.mean(diff ** 2) / 10
            net.backward(2 * diff / 64)
            net.step(0.05)
        if epoch % 15 == 14:
            print("epoch", epoch + 1, "loss", loss)
    # the customers come one by one
    answers = np.array([net.forward(row[None, :])[0] for row in x_new])
    print("error on single rows: %.4f (variance %.4f)" % (np.mean((answers - y_new) ** 2), y_new.var()))
