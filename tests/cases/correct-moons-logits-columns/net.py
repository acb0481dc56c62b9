import numpy as np

rng = np.random.default_rng(404)


def moons(n):
    t = rng.integers(0, 2, (1, n))
    a = rng.uniform(0, np.pi, (1, n))
    x1 = np.where(t == 0, np.cos(a), 1 - np.cos(a))
    x2 = np.where(t == 0, np.sin(a), 0.5 - np.sin(a))
    return np.vstack([x1, x2]) + rng.normal(0, 0.1, (2, n)), t


class Affine:
    def __init__(self, n_in, n_out):
        self.W = rng.normal(0, np.sqrt(2 / n_in), (n_out, n_in))
        self.b = np.zeros((n_out, 1))

    def __call__(self, X):
        self.X = X
        return self.W @ X + self.b

    def back(self, G):
        self.GW = G @ self.X.T
        self.Gb = G.sum(axis=1, keepdims=True)
        return self.W.T @ G


class ReLU:
    def __call__(self, X):
        self.Y = np.maximum(X, 0)
        return self.Y

    def back(self, G):
        return G * np.sign(self.Y)


def build(n_in, width):
    return [Affine(n_in, width), ReLU(), Affine(width, width), ReLU(), Affine(width, 1)]


def through(layers, X):
    for layer in layers:
        X = layer(X)
    return X                      # logits, the sigmoid is in the loss


def bce(z, t):
    # log(1 + e^z) - t z, summed over the samples
    return np.sum(np.logaddexp(0, z) - t * z)


def grad_bce(z, t):
    return 0.5 * (1 + np.tanh(z / 2)) - t


X, t = moons(300)
layers = build(2, 16)
for i in range(1500):
    z = through(layers, X)
    G = grad_bce(z, t)
    for layer in layers[::-1]:
        G = layer.back(G)
    for layer in layers:
        if isinstance(layer, Affine):
            layer.W -= 1e-3 * layer.GW
            layer.b -= 1e-3 * layer.Gb
    if i % 300 == 0:
        print('iteration', i, 'summed loss', bce(z, t))
Xn, tn = moons(200)
print('accuracy on new moons', np.mean((through(layers, Xn) > 0) == tn))
