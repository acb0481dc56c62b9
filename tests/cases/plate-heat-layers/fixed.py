import numpy as np


class Dense:
    def __init__(self, inputs, units):
        self.w = np.random.randn(units, inputs) * np.sqrt(1 / inputs)
        self.b = np.zeros((units, 1))

    def forward(self, x):
        self.x = x
        return self.w @ x + self.b

    def backward(self, grad):
        self.gw = grad @ self.x.T
        self.gb = grad.sum(axis=1, keepdims=True)
        return self.w.T @ grad


class Sigmoid:
    def forward(self, x):
        self.x = 1 / (1 + np.exp(-x))
        return self.x

    def backward(self, grad):
        return self.x * (1 - self.x) * grad


class Momentum:
    def __init__(self, layers, rate, keep=0.9):
        self.layers = [l for l in layers if isinstance(l, Dense)]
        self.rate, self.keep = rate, keep
        self.speed = [(np.zeros_like(l.w), np.zeros_like(l.b)) for l in self.layers]

    def step(self):
        for l, (sw, sb) in zip(self.layers, self.speed):
            sw *= self.keep
            sw -= self.rate * l.gw
            sb *= self.keep
            sb -= self.rate * l.gb
            l.w += sw
            l.b += sb


def forward(layers, x):
    for l in layers:
        x = l.forward(x)
    return x


def train(layers, x, y, epochs):
    opt = Momentum(layers, rate=0.05)
    for epoch in range(1, epochs + 1):
        guess = forward(layers, x)
        mse = np.mean((guess - y) ** 2)
        grad = 2 * (guess - y) / y.size
        for l in reversed(layers):
            grad = l.backward(grad)
        opt.step()
        if epoch % 300 == 0:
            print("epoch %4d mse %.5f" % (epoch, mse))


if __name__ == "__main__":
    np.random.seed(0)
    # heat of a plate at position (u, v)
    x = np.random.uniform(-1, 1, (2, 250))
    y = np.exp(-2 * (x[:1] ** 2 + x[1:] ** 2)) + 0.3 * x[:1]
    train([Dense(2, 16), Sigmoid(), Dense(16, 1)], x, y, 3000)
