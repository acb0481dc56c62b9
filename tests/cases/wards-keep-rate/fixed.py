import numpy as np


class Hidden:
    def __init__(self, n_in, n_out, drop, rng):
        self.W = rng.normal(0, np.sqrt(1 / n_in), (n_in, n_out))
        self.b = np.zeros(n_out)
        self.drop = drop
        self.rng = rng

    def forward(self, x, training):
        self.x = x
        self.a = np.tanh(x @ self.W + self.b)
        if training:
            self.mask = (self.rng.random(self.a.shape) >= self.drop).astype(float)
            return self.a * self.mask
        return self.a * (1 - self.drop)

    def backward(self, grad):
        grad = grad * self.mask * (1 - self.a ** 2)
        self.dW = self.x.T @ grad
        self.db = grad.sum(axis=0)
        return grad @ self.W.T


class Readout:
    def __init__(self, n_in, rng):
        self.W = rng.normal(0, np.sqrt(1 / n_in), (n_in, 1))
        self.b = np.zeros(1)

    def forward(self, x, training):
        self.x = x
        return x @ self.W + self.b

    def backward(self, grad):
        self.dW = self.x.T @ grad
        self.db = grad.sum(axis=0)
        return grad @ self.W.T


class StayModel:
    """days a patient stays, from six readings"""

    def __init__(self, drop, rng):
        self.layers = [Hidden(6, 60, drop, rng), Readout(60, rng)]

    def forward(self, x, training=False):
        for layer in self.layers:
            x = layer.forward(x, training)
        return x

    def train_step(self, x, y, lr):
        out = self.forward(x, training=True)
        grad = 2 * (out - y) / len(x)
        for layer in reversed(self.layers):
            grad = layer.backward(grad)
        for layer in self.layers:
            layer.W -= lr * layer.dW
            layer.b -= lr * layer.db
        return np.mean((out - y) ** 2)


def patients(n, rng):
    x = rng.normal(0, 1, (n, 6))
    days = 4 + x[:, :1] + np.maximum(0, x[:, 1:2] + x[:, 2:3]) - 0.5 * x[:, 3:4]
    return x, days + rng.normal(0, 0.1, (n, 1))


if __name__ == "__main__":
    rng = np.random.default_rng(17)
    x, days = patients(400, rng)
    x_test, days_test = patients(200, rng)
    model = StayModel(drop=0.1, rng=rng)
    for epoch in range(2000):
        loss = model.train_step(x, days, 0.02)
        if epoch % 400 == 399:
            test = np.mean((model.forward(x_test) - days_test) ** 2)
            print("epoch", epoch + 1, "train", round(float(loss), 4), "test mse", test)
