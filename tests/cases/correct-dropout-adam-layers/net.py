import numpy as np


class Dense:
    def __init__(self, n_in, n_out, rng):
        self.W = rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))
        self.b = np.zeros((1, n_out))

    def forward(self, x, training=False):
        self.x = x
        return x @ self.W + self.b

    def backward(self, g):
        self.dW = self.x.T @ g
        self.db = g.sum(axis=0, keepdims=True)
        return g @ self.W.T


class ELU:
    def forward(self, x, training=False):
        self.y = np.where(x > 0, x, np.exp(np.minimum(x, 0)) - 1)
        return self.y

    def backward(self, g):
        # for x <= 0 the slope exp(x) is y + 1
        return g * np.where(self.y > 0, 1, self.y + 1)


class Dropout:
    def __init__(self, rate, rng):
        self.rate, self.rng = rate, rng

    def forward(self, x, training=False):
        if not training:
            return x
        self.mask = (self.rng.random(x.shape) > self.rate) / (1 - self.rate)
        return x * self.mask

    def backward(self, g):
        return g * self.mask


class Adam:
    def __init__(self, lr):
        self.lr, self.t, self.state = lr, 0, {}

    def update(self, layers):
        self.t += 1
        for n, layer in enumerate(layers):
            if not hasattr(layer, "W"):
                continue
            for name in ("W", "b"):
                g = getattr(layer, "d" + name)
                m, v = self.state.get((n, name), (0.0, 0.0))
                m = 0.9 * m + 0.1 * g
                v = 0.999 * v + 0.001 * g * g
                self.state[(n, name)] = (m, v)
                step = self.lr * (m / (1 - 0.9 ** self.t)) / (np.sqrt(v / (1 - 0.999 ** self.t)) + 1e-8)
                setattr(layer, name, getattr(layer, name) - step)


class Model:
    def __init__(self, layers):
        self.layers = layers

    def predict(self, x, training=False):
        for layer in self.layers:
            x = layer.forward(x, training)
        return x

    def train_batch(self, x, y, opt):
        out = self.predict(x, training=True)
        g = 2 * (out - y) / y.size
        for layer in reversed(self.layers):
            g = layer.backward(g)
        opt.update(self.layers)
        return np.mean((out - y) ** 2)


if __name__ == "__main__":
    rng = np.random.default_rng(22)
    X = rng.uniform(-1, 1, (600, 4))
    Y = np.c_[X[:, 0] * X[:, 1] + X[:, 2], np.sin(2 * X[:, 3]) - X[:, 0]] + 0.05 * rng.normal(size=(600, 2))
    model = Model([Dense(4, 64, rng), ELU(), Dropout(0.1, rng), Dense(64, 2, rng)])
    opt = Adam(lr=0.005)
    for epoch in range(120):
        idx = rng.permutation(500)
        losses = [model.train_batch(X[i], Y[i], opt) for i in np.split(idx, 10)]
        if epoch % 30 == 29:
            print("epoch", epoch + 1, "training loss", np.mean(losses))
    print("test loss", np.mean((model.predict(X[500:]) - Y[500:]) ** 2), "variance", Y[500:].var())
