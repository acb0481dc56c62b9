import numpy as np


class Linear:
    def __init__(self, n_in, n_out):
        self.w = np.random.randn(n_in, n_out) * np.sqrt(2.0 / n_in)
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return x @ self.w + self.b

    def backward(self, d_out):
        self.d_w = self.x.T @ d_out
        self.d_b = d_out.sum(axis=0)
        return d_out @ self.w.T

    def step(self, lr):
        self.w -= lr * self.d_w
        self.b -= lr * self.d_b


class Relu:
    def forward(self, x):
        self.positive = x > 0
        return np.where(self.positive, x, 0.0)

    def backward(self, d_out):
        return np.where(self.positive, d_out, 0.0)

    def step(self, lr):
        pass


class Chain:
    def __init__(self, *layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, d_out):
        for layer in reversed(self.layers):
            d_out = layer.backward(d_out)

    def step(self, lr):
        for layer in self.layers:
            layer.step(lr)


def mse(pred, y):
    return np.mean((pred - y) ** 2)


def mse_grad(pred, y):
    return 2 * (pred - y) / pred.size


def houses(n):
    x = np.random.randn(n, 3)
    price = 6 + 2 * x[:, :1] + np.abs(x[:, 1:2] - 0.5) - 0.7 * x[:, 2:] + 0.05 * np.random.randn(n, 1)
    return x, price


if __name__ == "__main__":
    np.random.seed(14)
    x, price = houses(300)
    net = Chain(Linear(3, 16), Relu(), Linear(16, 1))
    for epoch in range(400):
        pred = net.forward(x)
        net.backward(mse_grad(pred, price))
        net.step(0.05)
        if epoch % 80 == 79:
            print("epoch", epoch + 1, "mse", mse(pred, price))
    print("mse after training:", mse(net.forward(x), price))
