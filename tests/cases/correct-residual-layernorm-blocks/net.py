"""Pre-norm residual MLP blocks: x + W2 relu(W1 LN(x))"""
import numpy as np


class Param:
    def __init__(self, value):
        self.value = value
        self.grad = np.zeros_like(value)


class Linear:
    def __init__(self, n_in, n_out, rng, gain=1.0):
        self.W = Param(rng.standard_normal((n_in, n_out)) * gain / np.sqrt(n_in))
        self.b = Param(np.zeros(n_out))

    def forward(self, x):
        self.x = x
        return x @ self.W.value + self.b.value

    def backward(self, dy):
        self.W.grad += self.x.T @ dy
        self.b.grad += dy.sum(axis=0)
        return dy @ self.W.value.T

    def parameters(self):
        return [self.W, self.b]


class LayerNorm:
    def __init__(self, n, eps=1e-5):
        self.gamma, self.beta, self.eps = Param(np.ones(n)), Param(np.zeros(n)), eps

    def forward(self, x):
        mu = x.mean(axis=1, keepdims=True)
        self.inv = 1 / np.sqrt(x.var(axis=1, keepdims=True) + self.eps)
        self.xhat = (x - mu) * self.inv
        return self.gamma.value * self.xhat + self.beta.value

    def backward(self, dy):
        self.gamma.grad += (dy * self.xhat).sum(axis=0)
        self.beta.grad += dy.sum(axis=0)
        dxhat = dy * self.gamma.value
        return self.inv * (dxhat - dxhat.mean(axis=1, keepdims=True)
                           - self.xhat * (dxhat * self.xhat).mean(axis=1, keepdims=True))

    def parameters(self):
        return [self.gamma, self.beta]


class ReLU:
    def forward(self, x):
        self.mask = x > 0
        return np.where(self.mask, x, 0)

    def backward(self, dy):
        return np.where(self.mask, dy, 0)

    def parameters(self):
        return []


class Residual:
    def __init__(self, *branch):
        self.branch = branch

    def forward(self, x):
        out = x
        for layer in self.branch:
            out = layer.forward(out)
        return x + out

    def backward(self, dy):
        dx = dy
        for layer in reversed(self.branch):
            dx = layer.backward(dx)
        return dy + dx

    def parameters(self):
        return [p for layer in self.branch for p in layer.parameters()]


class Net:
    def __init__(self, *layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, dy):
        for layer in reversed(self.layers):
            dy = layer.backward(dy)

    def parameters(self):
        return [p for layer in self.layers for p in layer.parameters()]


def build(rng, width=24, blocks=4):
    parts = [Linear(2, width, rng)]
    for _ in range(blocks):
        parts.append(Residual(LayerNorm(width), Linear(width, width, rng), ReLU(), Linear(width, width, rng, gain=0.5)))
    parts += [LayerNorm(width), Linear(width, 1, rng)]
    return Net(*parts)


def main():
    rng = np.random.default_rng(9)
    f = lambda x: (np.sin(2 * x[:, :1]) * x[:, 1:])
    x = rng.uniform(-2, 2, (512, 2))
    y = f(x)
    net = build(rng)
    params = net.parameters()
    vel = [np.zeros_like(p.value) for p in params]
    for epoch in range(150):
        lr = 0.01 if epoch < 100 else 0.0025
        order = rng.permutation(len(x))
        total = 0.0
        for s in range(0, len(x), 64):
            rows = order[s:s + 64]
            for p in params:
                p.grad[...] = 0
            diff = net.forward(x[rows]) - y[rows]
            total += np.sum(diff ** 2)
            net.backward(2 * diff / len(rows))
            for v, p in zip(vel, params):
                v *= 0.9
                v -= lr * p.grad
                p.value += v
        if epoch % 25 == 0 or epoch == 149:
            print("epoch", epoch, "mse", total / len(x))
    x_new = rng.uniform(-2, 2, (300, 2))
    print("test rmse", np.sqrt(np.mean((net.forward(x_new) - f(x_new)) ** 2)))


if __name__ == "__main__":
    main()
