import numpy as np


def squash(x):
    return np.tanh(x)


def squash_d(x):
    e = np.exp(2 * x)
    return (e - 1) / (e + 1)


class Plain:
    def __init__(self, n_out, decay=0.0):
        self.n_out = n_out
        self.decay = decay

    def setup(self, n_in, rng):
        self.W = rng.normal(0, 1 / np.sqrt(n_in), (n_in, self.n_out))
        self.b = np.zeros(self.n_out)
        return self.n_out

    def fwd(self, x):
        self.last_x = x
        return x @ self.W + self.b

    def bwd(self, g):
        n = g.shape[0]
        self.dW = self.last_x.T @ g / n - self.decay * self.W
        self.db = np.mean(g, axis=0)
        return g @ self.W.T

    def step(self, rate):
        self.W -= rate * self.dW
        self.b -= rate * self.db


class Bend:
    def setup(self, n_in, rng):
        return n_in

    def fwd(self, x):
        self.last_x = x
        return squash(x)

    def bwd(self, g):
        return g * squash_d(self.last_x)

    def step(self, rate):
        pass


class SoftmaxTop:
    def fwd(self, x):
        e = np.exp(x - np.amax(x, axis=1, keepdims=True))
        return e / np.sum(e, axis=1, keepdims=True)

    def start(self, y, p):
        return p - y

    def loss(self, y, p):
        return -np.mean(np.sum(y * np.log(p + 1e-12), axis=1))


class Stack:
    def __init__(self, layers, n_in, seed):
        self.layers, self.top = layers, SoftmaxTop()
        rng = np.random.default_rng(seed)
        for layer in layers:
            n_in = layer.setup(n_in, rng)

    def fwd(self, x):
        for layer in self.layers:
            x = layer.fwd(x)
        return self.top.fwd(x)

    def fit(self, X, Y, rate, epochs, size):
        for epoch in range(epochs):
            for s in range(0, len(X), size):
                g = self.top.start(Y[s:s + size], self.fwd(X[s:s + size]))
                for layer in reversed(self.layers):
                    g = layer.bwd(g)
                for layer in self.layers:
                    layer.step(rate)
            if epoch % 20 == 19:
                print("epoch", epoch + 1, "loss", self.top.loss(Y, self.fwd(X)))


if __name__ == "__main__":
    rng = np.random.default_rng(7)
    X = rng.uniform(-2, 2, (600, 2))
    ring = np.digitize(np.hypot(X[:, 0], X[:, 1]), [0.9, 1.7])
    Y = np.eye(3)[ring]
    net = Stack([Plain(24, 1e-3), Bend(), Plain(24, 1e-3), Bend(), Plain(3)], 2, 0)
    net.fit(X, Y, 0.1, 100, 20)
    print("hit rate", np.mean(net.fwd(X).argmax(axis=1) == ring))
