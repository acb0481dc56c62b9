import numpy as np


class Regressor:
    """Two layers, samples as columns."""

    def __init__(self, sizes, rng):
        self.W = [rng.normal(0, 1 / np.sqrt(a), (b, a)) for a, b in zip(sizes, sizes[1:])]

    def forward(self, x):
        self.acts = [x]
        for k, w in enumerate(self.W):
            z = w @ self.acts[-1]
            self.acts.append(z if k == len(self.W) - 1 else np.tanh(z))
        return self.acts[-1]

    def step(self, y, lr):
        m = y.shape[1]
        delta = (self.acts[-1] - y) / m
        for k in range(len(self.W) - 1, -1, -1):
            dW = delta @ self.acts[k].T
            if k > 0:
                delta = self.W[k].T @ delta * (1 - self.acts[k] ** 2)
            self.W[k] -= lr * dW


rng = np.random.default_rng(7)
x = rng.uniform(-2, 2, (1, 60))
y = 4 + x ** 2
net = Regressor([1, 12, 1], rng)
for epoch in range(3000):
    out = net.forward(x)
    net.step(y, 0.05)
print("mse", np.mean((net.forward(x) - y) ** 2))
