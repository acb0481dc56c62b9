import numpy as np


class SGD(object):
    def __init__(self, lr=0.002, momentum=0.95):
        self.lr = lr
        self.momentum = momentum
        self.speeds = None

    def changes(self, params, grads):
        if self.speeds is None:
            self.speeds = [np.zeros(p.shape) for p in params]
        out = []
        for p, g, s in zip(params, grads, self.speeds):
            new_s = self.momentum * s - self.lr * g   # velocity
            s[...] = new_s
            out.append((p, p + new_s))
        return out


def elu(z):
    return np.where(z > 0, z, np.exp(np.minimum(z, 0)) - 1)


def elu_slope(z):
    return np.where(z > 0, 1.0, np.exp(np.minimum(z, 0)))


def build(sizes, rng):
    params = []
    for a, b in zip(sizes[:-1], sizes[1:]):
        params.append(rng.normal(0, np.sqrt(1.5 / a), (a, b)))
        params.append(np.zeros(b))
    return params


def value_and_grads(params, x, t):
    W1, b1, W2, b2, W3, b3 = params
    z1 = x @ W1 + b1
    a1 = elu(z1)
    z2 = a1 @ W2 + b2
    a2 = elu(z2)
    y = a2 @ W3 + b3
    diff = y - t
    d3 = 2 * diff / len(x)
    d2 = d3 @ W3.T * elu_slope(z2)
    d1 = d2 @ W2.T * elu_slope(z1)
    grads = [x.T @ d1, d1.sum(0), a1.T @ d2, d2.sum(0), a2.T @ d3, d3.sum(0)]
    return np.sum(diff ** 2) / len(x), grads


rng = np.random.default_rng(8)
x = rng.uniform(-2, 2, (200, 2))
t = (x[:, :1] ** 2 - x[:, 1:] * x[:, :1]) / 2

params = build([2, 16, 16, 1], rng)
opt = SGD(lr=0.002, momentum=0.95)
for it in range(1200):
    value, grads = value_and_grads(params, x, t)
    for p, new in opt.changes(params, grads):
        p[...] = new
    if it % 200 == 0:
        print("iteration", it, "mse", value)
print("last mse:", value_and_grads(params, x, t)[0])
