import numpy as np


class Momentum:
    def __init__(self, params, lr=0.1, beta=0.9):
        self.params = params
        self.lr = lr
        self.beta = beta
        self.velocities = [np.zeros_like(p) for p in params]

    def step(self, grads):
        for p, g, v in zip(self.params, grads, self.velocities):
            v = self.beta * v + (1 - self.beta) * g
            p -= self.lr * v


class Model:
    def __init__(self, n_in, n_hidden, rng):
        self.W1 = rng.standard_normal((n_in, n_hidden)) * 1.5
        self.b1 = rng.uniform(-2, 2, n_hidden)
        self.W2 = rng.standard_normal((n_hidden, 1)) / np.sqrt(n_hidden)
        self.b2 = np.zeros(1)

    def params(self):
        return [self.W1, self.b1, self.W2, self.b2]

    def forward(self, x):
        self.x = x
        self.h = 1 / (1 + np.exp(-(x @ self.W1 + self.b1)))
        return self.h @ self.W2 + self.b2

    def backward(self, d_out):
        dW2 = self.h.T @ d_out
        db2 = d_out.sum(axis=0)
        d_h = d_out @ self.W2.T * self.h * (1 - self.h)
        dW1 = self.x.T @ d_h
        db1 = d_h.sum(axis=0)
        return [dW1, db1, dW2, db2]


def batches(x, y, size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(x), size):
        rows = order[start:start + size]
        yield x[rows], y[rows]


if __name__ == "__main__":
    rng = np.random.default_rng(23)
    x = rng.uniform(-2, 2, (600, 2))
    y = np.cos(2 * np.sqrt((x ** 2).sum(axis=1, keepdims=True)))
    net = Model(2, 30, rng)
    opt = Momentum(net.params(), lr=0.5, beta=0.95)
    for epoch in range(150):
        for xb, yb in batches(x, y, 40, rng):
            out = net.forward(xb)
            opt.step(net.backward(2 * (out - yb) / len(xb)))
        if epoch % 30 == 29:
            print("epoch", epoch + 1, "mse", np.mean((net.forward(x) - y) ** 2))
