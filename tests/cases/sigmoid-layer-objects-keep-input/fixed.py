import numpy as np

np.random.seed(4)


class Sigmoid:
    def forward(self, x):
        self.x = x
        return 1 / (1 + np.exp(-x))

    def backward(self, grad):
        s = self.forward(self.x)
        return s * (1 - s) * grad


class Linear:
    def __init__(self, n_in, n_out):
        self.w = np.random.randn(n_in, n_out) / np.sqrt(n_in)
        self.c = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return x @ self.w + self.c

    def backward(self, grad):
        self.dw = self.x.T @ grad
        self.dc = grad.sum(0)
        return grad @ self.w.T


class MeanSquare:
    def forward(self, y, t):
        self.gap = y - t
        return (self.gap ** 2).mean()

    def backward(self):
        return 2 * self.gap / self.gap.size


layers = [Linear(1, 16), Sigmoid(), Linear(16, 16), Sigmoid(), Linear(16, 1)]
head = MeanSquare()

xs = np.linspace(-3, 3, 60).reshape(-1, 1)
ts = np.sin(xs) + 0.3 * xs


def run(x):
    for layer in layers:
        x = layer.forward(x)
    return x


for it in range(9001):
    loss = head.forward(run(xs), ts)
    grad = head.backward()
    for layer in layers[::-1]:
        grad = layer.backward(grad)
    for layer in layers:
        if isinstance(layer, Linear):
            layer.w -= 0.1 * layer.dw
            layer.c -= 0.1 * layer.dc
    if it % 1000 == 0:
        print(it, 'loss', loss)
