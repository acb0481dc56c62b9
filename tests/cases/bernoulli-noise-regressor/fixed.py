import numpy as np


class Layer:
    def __init__(self, n_in, n_out, rng, linear=False):
        self.w = rng.normal(0, 1 / np.sqrt(n_in), (n_in, n_out))
        self.b = np.zeros(n_out)
        self.linear = linear

    def feed(self, x):
        self.x = x
        self.out = x @ self.w + self.b
        if not self.linear:
            self.out = np.tanh(self.out)
        return self.out

    def back(self, d):
        if not self.linear:
            d = d * (1 - self.out ** 2)
        self.dw = self.x.T @ d
        self.db = d.sum(axis=0)
        return d @ self.w.T

    def move(self, rate):
        self.w -= rate * self.dw
        self.b -= rate * self.db


class BernoulliNoise:
    """sets a share `weight` of its inputs to zero while training"""

    def __init__(self, weight, rng):
        self.weight, self.rng = weight, rng
        self.training = True

    def feed(self, x):
        if not self.training:
            return x
        keep = self.rng.random(x.shape) > self.weight
        # so that the sum stays as it was
        self.mask = keep / (1 - self.weight)
        return x * self.mask

    def back(self, d):
        return d * self.mask

    def move(self, rate):
        pass


class Regressor:
    def __init__(self, layers):
        self.layers = layers

    def predict(self, x, training=False):
        for layer in self.layers:
            layer.training = training
            x = layer.feed(x)
        return x

    def train(self, x, y, rate, epochs, batch, rng):
        for epoch in range(epochs):
            order = rng.permutation(len(x))
            for s in range(0, len(x), batch):
                part = order[s:s + batch]
                d = 2 * (self.predict(x[part], training=True) - y[part]) / len(part)
                for layer in reversed(self.layers):
                    d = layer.back(d)
                for layer in self.layers:
                    layer.move(rate)
            if epoch % 40 == 39:
                print("epoch", epoch + 1, "mse", np.mean((self.predict(x) - y) ** 2))


if __name__ == "__main__":
    rng = np.random.default_rng(9)
    x = rng.uniform(-1, 1, (400, 5))
    y = 1.5 * x[:, :1] - np.sin(2 * x[:, 1:2]) + x[:, 2:3] * x[:, 3:4] + 2
    net = Regressor([Layer(5, 40, rng), BernoulliNoise(0.2, rng), Layer(40, 1, rng, linear=True)])
    net.train(x[:300], y[:300], 0.02, 160, 30, rng)
    print("test mse", np.mean((net.predict(x[300:]) - y[300:]) ** 2))
