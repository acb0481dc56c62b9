import numpy as np


class Linear:
    def __init__(self, n_in, n_out, rng):
        self.W = rng.standard_normal((n_in, n_out)) / np.sqrt(n_in)
        self.b = np.zeros((1, n_out))

    def run(self, x):
        self.x = x
        return x @ self.W + self.b

    def back(self, up):
        self.gW = self.x.T @ up
        self.gb = up.sum(axis=0, keepdims=True)
        return up @ self.W.T

    def params(self):
        return [(self.W, self.gW), (self.b, self.gb)]


class Tanh:
    def run(self, x):
        self.out = np.tanh(x)
        return self.out

    def back(self, up):
        return up * (1 - self.out ** 2)

    def params(self):
        return []


class SoftMax:
    def run(self, x):
        e = np.exp(x - x.max(axis=1, keepdims=True))
        self.out = e / e.sum(axis=1, keepdims=True)
        return self.out

    def back(self, up):
        return self.out * (up - np.sum(up * self.out, axis=1, keepdims=True))

    def params(self):
        return []


def brier(p, t):
    return np.mean(np.sum((p - t) ** 2, axis=1)), 2 * (p - t) / len(p)


class Stack:
    def __init__(self, *layers):
        self.layers = layers

    def run(self, x):
        for layer in self.layers:
            x = layer.run(x)
        return x

    def back(self, up):
        for layer in self.layers[::-1]:
            up = layer.back(up)

    def move(self, rate):
        for layer in self.layers:
            for value, slope in layer.params():
                value -= rate * slope


def wine_like(n, rng):
    kind = rng.integers(0, 4, n)
    centre = rng.normal(0, 1.0, (4, 6))
    return centre[kind] + rng.normal(0, 0.8, (n, 6)), np.eye(4)[kind]


if __name__ == "__main__":
    rng = np.random.default_rng(4)
    x, t = wine_like(400, rng)
    model = Stack(Linear(6, 12, rng), Tanh(), Linear(12, 4, rng), SoftMax())
    for epoch in range(601):
        value, up = brier(model.run(x), t)
        model.back(up)
        model.move(0.5)
        if epoch % 100 == 0:
            print("epoch", epoch, "score", value)
    print("share right", np.mean(model.run(x).argmax(1) == t.argmax(1)), "final score", value)
