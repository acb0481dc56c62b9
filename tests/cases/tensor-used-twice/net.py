import numpy as np


def shrink(g, shape):
    # undo broadcasting
    while g.ndim > len(shape):
        g = g.sum(axis=0)
    for axis, size in enumerate(shape):
        if size == 1 and g.shape[axis] != 1:
            g = g.sum(axis=axis, keepdims=True)
    return g


class Tensor:
    def __init__(self, data, sources=(), rules=()):
        self.data = np.asarray(data, dtype=float)
        self.sources = sources
        self.rules = rules
        self.grad = np.zeros_like(self.data)

    def __add__(self, other):
        return Tensor(self.data + other.data, (self, other), (lambda g: g, lambda g: g))

    def __sub__(self, other):
        return Tensor(self.data - other.data, (self, other), (lambda g: g, lambda g: -g))

    def __mul__(self, other):
        return Tensor(self.data * other.data, (self, other),
                      (lambda g: g * other.data, lambda g: g * self.data))

    def __matmul__(self, other):
        return Tensor(self.data @ other.data, (self, other),
                      (lambda g: g @ other.data.T, lambda g: self.data.T @ g))

    def tanh(self):
        t = np.tanh(self.data)
        return Tensor(t, (self,), (lambda g: g * (1 - t * t),))

    def mean(self):
        n = self.data.size
        return Tensor(self.data.mean(), (self,), (lambda g: g * np.ones(self.data.shape) / n,))

    def clear(self):
        self.grad = np.zeros_like(self.data)

    def backward(self, g=1.0):
        g = shrink(np.asarray(g, dtype=float), self.data.shape)
        self.grad = self.grad + g
        for source, rule in zip(self.sources, self.rules):
            source.backward(rule(self.grad))


class ResidualNet:
    """every block is h + tanh(h W + b), so h goes two ways"""

    def __init__(self, n_in, width, blocks, rng):
        self.enter = Tensor(rng.normal(0, 1 / np.sqrt(n_in), (n_in, width)))
        self.blocks = [(Tensor(rng.normal(0, 0.7 / np.sqrt(width), (width, width))),
                        Tensor(np.zeros((1, width)))) for _ in range(blocks)]
        self.leave = Tensor(rng.normal(0, 0.3 / np.sqrt(width), (width, 1)))
        self.shift = Tensor(np.zeros((1, 1)))

    def weights(self):
        return [self.enter, self.leave, self.shift] + [t for block in self.blocks for t in block]

    def __call__(self, x):
        h = x @ self.enter
        for W, b in self.blocks:
            h = h + (h @ W + b).tanh()
        return h @ self.leave + self.shift


def training_loss(net, x, y):
    diff = net(Tensor(x)) - Tensor(y)
    return (diff * diff).mean()


if __name__ == "__main__":
    rng = np.random.default_rng(10)
    x = rng.uniform(-2, 2, (150, 2))
    y = (np.sin(2 * x[:, 0]) + 0.5 * x[:, 1] ** 2)[:, None]
    net = ResidualNet(2, 16, 3, rng)
    for step in range(800):
        loss = training_loss(net, x, y)
        for w in net.weights():
            w.clear()
        loss.backward()
        for w in net.weights():
            w.data -= 0.03 * w.grad
        if step % 200 == 0:
            print("step", step, "loss", float(loss.data))
    print("final loss", float(training_loss(net, x, y).data))
