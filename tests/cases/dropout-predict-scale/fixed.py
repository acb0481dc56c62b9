import numpy as np


class Linear:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out) * np.sqrt(2.0 / n_in)
        self.b = np.zeros(n_out)

    def forward(self, a, learning):
        self.seen = a
        return a @ self.W + self.b

    def backward(self, above):
        self.dW = self.seen.T @ above
        self.db = above.sum(axis=0)
        return above @ self.W.T

    def step(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db


class Relu:
    def forward(self, a, learning):
        self.fired = np.maximum(a, 0)
        return self.fired

    def backward(self, above):
        return above * (self.fired > 0)

    def step(self, lr):
        pass


class Silencer:
    def __init__(self, p_off=0.5):
        self.p_off = p_off

    def forward(self, a, learning):
        if learning:
            self.off = np.random.rand(*a.shape) < self.p_off
            passed = a.copy()
            passed[self.off] = 0        # drop
        else:
            passed = a * (1 - self.p_off)     # scale the activations during prediction
        return passed

    def backward(self, above):
        return np.where(self.off, 0, above)

    def step(self, lr):
        pass


class Net:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, a, learning=False):
        for layer in self.layers:
            a = layer.forward(a, learning)
        return a

    def train_batch(self, x, y, lr):
        out = self.forward(x, learning=True)
        above = 2 * (out - y) / len(x)
        for layer in reversed(self.layers):
            above = layer.backward(above)
        for layer in self.layers:
            layer.step(lr)
        return np.mean((out - y) ** 2)


if __name__ == "__main__":
    np.random.seed(0)
    x = np.random.uniform(-1, 1, (600, 3))
    y = 2 + x[:, :1] ** 2 + x[:, 1:2] * x[:, 2:]
    net = Net([Linear(3, 40), Relu(), Silencer(0.2), Linear(40, 40), Relu(), Silencer(0.2), Linear(40, 1)])
    for epoch in range(60):
        losses = [net.train_batch(x[k:k + 20], y[k:k + 20], 0.02) for k in range(0, 500, 20)]
        if epoch % 15 == 14:
            print("epoch", epoch + 1, "training loss", np.mean(losses))
    print("test loss:", np.mean((net.forward(x[500:]) - y[500:]) ** 2))
