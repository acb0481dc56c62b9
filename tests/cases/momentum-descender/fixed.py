import numpy as np


class MomentumDescent:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.prev = {}

    def update(self, params, grads):
        for key in params:
            if key not in self.prev:
                self.prev[key] = np.zeros_like(params[key])
            # part of the previous increment plus the new one
            self.prev[key] = self.momentum * self.prev[key] - self.lr * grads[key]
            params[key] += self.prev[key]


class WaveNet:
    """x -> 20 tanh -> 20 tanh -> 1"""

    def __init__(self, sizes, rng):
        self.params = {}
        self.n = len(sizes) - 1
        for i in range(self.n):
            self.params["W%d" % i] = rng.randn(sizes[i], sizes[i + 1]) / np.sqrt(sizes[i])
            self.params["b%d" % i] = np.zeros(sizes[i + 1])

    def forward(self, x):
        self.a = [x]
        for i in range(self.n):
            z = self.a[-1] @ self.params["W%d" % i] + self.params["b%d" % i]
            self.a.append(np.tanh(z) if i < self.n - 1 else z)
        return self.a[-1]

    def gradients(self, x, y):
        g = {}
        d = 2 * (self.forward(x) - y) / len(x)
        for i in reversed(range(self.n)):
            g["W%d" % i] = self.a[i].T @ d
            g["b%d" % i] = d.sum(axis=0)
            if i > 0:
                d = (d @ self.params["W%d" % i].T) * (1 - self.a[i] ** 2)
        return g


if __name__ == "__main__":
    rng = np.random.RandomState(10)
    x = rng.uniform(-1, 1, (400, 1))
    y = np.sin(5 * x) * x + 0.02 * rng.randn(400, 1)
    net = WaveNet([1, 20, 20, 1], rng)
    opt = MomentumDescent(lr=0.02, momentum=0.9)
    for epoch in range(150):
        order = rng.permutation(len(x))
        for s in range(0, len(x), 40):
            rows = order[s:s + 40]
            opt.update(net.params, net.gradients(x[rows], y[rows]))
        if epoch % 30 == 29:
            print("epoch", epoch + 1, "mse", np.mean((net.forward(x) - y) ** 2))
