import numpy as np


class Norm1d:
    """momentum is the share of the newest batch, the running variance is the one with n - 1"""

    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        self.weight = np.ones(num_features)
        self.bias = np.zeros(num_features)
        self.running_mean = np.zeros(num_features)
        self.running_var = np.ones(num_features)
        self.eps, self.momentum = eps, momentum

    def __call__(self, x, training):
        if training:
            n = x.shape[0]
            mean, var = x.mean(0), x.var(0)
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var * n / (n - 1)
        else:
            mean, var = self.running_mean, self.running_var
        self.inv_std = 1 / np.sqrt(var + self.eps)
        self.x_hat = (x - mean) * self.inv_std
        return self.x_hat * self.weight + self.bias

    def backward(self, g):
        n = g.shape[0]
        self.grads = [(g * self.x_hat).sum(0), g.sum(0)]
        gx = g * self.weight
        return self.inv_std / n * (n * gx - gx.sum(0) - self.x_hat * (gx * self.x_hat).sum(0))

    def parameters(self):
        return [self.weight, self.bias]


class Linear:
    def __init__(self, n_in, n_out, rng, bias=True):
        k = 1 / np.sqrt(n_in)
        self.weight = rng.uniform(-k, k, (n_out, n_in))
        self.bias = rng.uniform(-k, k, n_out) if bias else None

    def __call__(self, x, training):
        self.x = x
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def backward(self, g):
        self.grads = [g.T @ self.x] + ([] if self.bias is None else [g.sum(0)])
        return g @ self.weight

    def parameters(self):
        return [self.weight] + ([] if self.bias is None else [self.bias])


class LeakyReLU:
    def __call__(self, x, training):
        self.slope = np.where(x > 0, 1.0, 0.01)
        return x * self.slope

    def backward(self, g):
        self.grads = []
        return g * self.slope

    def parameters(self):
        return []


class Model:
    def __init__(self, rng):
        # no bias in front of a normalisation
        self.parts = [Linear(4, 20, rng, bias=False), Norm1d(20), LeakyReLU(),
                      Linear(20, 20, rng, bias=False), Norm1d(20), LeakyReLU(), Linear(20, 1, rng)]

    def __call__(self, x, training=False):
        for part in self.parts:
            x = part(x, training)
        return x

    def step(self, x, y, lr):
        out = self(x, training=True)
        g = 2 * (out - y) / y.size
        for part in reversed(self.parts):
            g = part.backward(g)
        for part in self.parts:
            for p, d in zip(part.parameters(), part.grads):
                p -= lr * d
        return np.mean((out - y) ** 2)


def river_levels(n, rng):
    x = np.c_[rng.gamma(2, 10, n), rng.uniform(5, 25, n), rng.uniform(0, 1, n), rng.normal(300, 50, n)]
    level = 0.05 * x[:, 0] * (1.2 - x[:, 2]) + 0.3 * np.sin(x[:, 1] / 4) + 0.004 * (x[:, 3] - 300)
    return (x - [20, 15, 0.5, 300]) / [14, 6, 0.3, 50], level[:, None]


if __name__ == "__main__":
    rng = np.random.default_rng(27)
    x, y = river_levels(640, rng)
    x_new, y_new = river_levels(200, rng)
    model = Model(rng)
    for epoch in range(80):
        order = rng.permutation(len(x))
        losses = [model.step(x[order[s:s + 32]], y[order[s:s + 32]], 0.05) for s in range(0, len(x), 32)]
        if epoch % 20 == 0:
            print("epoch", epoch, "loss", np.mean(losses))
    print("mean squared error on new days", np.mean((model(x_new) - y_new) ** 2), "variance", y_new.var())
