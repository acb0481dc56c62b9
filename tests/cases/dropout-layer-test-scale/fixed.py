import numpy as np


class FullyConn:
    def __init__(self, n_in, n_out, rng):
        self.w = rng.normal(0, np.sqrt(2.0 / n_in), (n_in, n_out))
        self.b = np.zeros(n_out)

    def forward(self, v, is_training):
        self.in_act = v
        return v @ self.w + self.b

    def backward(self, d):
        self.dw = self.in_act.T @ d
        self.db = d.sum(axis=0)
        return d @ self.w.T

    def step(self, rate):
        self.w -= rate * self.dw
        self.b -= rate * self.db


class Relu:
    def forward(self, v, is_training):
        self.on = v > 0
        return v * self.on

    def backward(self, d):
        return d * self.on

    def step(self, rate):
        pass


class Dropout:
    def __init__(self, drop_prob, rng):
        self.drop_prob = drop_prob
        self.rng = rng

    def forward(self, v, is_training=False):
        if is_training:
            # drop some of the units
            self.kept = self.rng.rand(*v.shape) >= self.drop_prob
            return v * self.kept
        # no dropping, scale the activations instead
        return v * (1 - self.drop_prob)

    def backward(self, d):
        return d * self.kept

    def step(self, rate):
        pass


class Net:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, v, is_training=False):
        for layer in self.layers:
            v = layer.forward(v, is_training)
        return v

    def train_batch(self, x, y, rate):
        out = self.forward(x, True)
        d = (out - y) / len(x)
        for layer in reversed(self.layers):
            d = layer.backward(d)
        for layer in self.layers:
            layer.step(rate)
        return 0.5 * np.mean(np.sum((out - y) ** 2, axis=1))


if __name__ == "__main__":
    rng = np.random.RandomState(6)
    x = rng.uniform(-2, 2, (1000, 2))
    y = (x[:, :1] ** 2 + np.abs(x[:, 1:]) + 1) + 0.05 * rng.randn(1000, 1)
    net = Net([FullyConn(2, 60, rng), Relu(), Dropout(0.2, rng), FullyConn(60, 1, rng)])
    for epoch in range(120):
        order = rng.permutation(800)
        losses = [net.train_batch(x[order[k:k + 40]], y[order[k:k + 40]], 0.02) for k in range(0, 800, 40)]
        if epoch % 20 == 19:
            print("epoch", epoch + 1, "training loss", np.mean(losses))
    out = net.forward(x[800:])
    print("first outputs", np.round(out[:4, 0], 2), "wanted", np.round(y[800:804, 0], 2))
    print("test rmse", np.sqrt(np.mean((out - y[800:]) ** 2)))
