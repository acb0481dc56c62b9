import numpy as np


def correlate(x, kernels, bias):
    """x (channels, h, w), kernels (out, channels, k, k), only the places where the kernel fits"""
    k = kernels.shape[2]
    windows = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(1, 2))
    return np.einsum("chwij,ocij->ohw", windows, kernels) + bias[:, None, None]


class Conv:
    def __init__(self, n_in, n_out, k, rng):
        self.k = k
        self.kernels = rng.normal(0, np.sqrt(2 / (n_in * k * k)), (n_out, n_in, k, k))
        self.bias = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return correlate(x, self.kernels, self.bias)

    def backward(self, eta, lr):
        k = self.k
        windows = np.lib.stride_tricks.sliding_window_view(self.x, eta.shape[1:], axis=(1, 2))
        w_grad = np.einsum("cijhw,ohw->ocij", windows, eta)
        b_grad = eta.sum(axis=(1, 2))

        # deconvolution of the padded eta with the flipped kernels gives the eta of the layer below
        n_out, n_in = self.kernels.shape[:2]
        padded = np.pad(eta, ((0, 0), (k - 1, k - 1), (k - 1, k - 1)))
        flipped = self.kernels[:, :, ::-1, ::-1].swapaxes(0, 1)
        next_eta = correlate(padded, flipped, np.zeros(n_in))

        self.kernels = self.kernels - lr * w_grad
        self.bias = self.bias - lr * b_grad
        return next_eta


class Relu:
    def forward(self, x):
        self.x = x
        return np.maximum(x, 0)

    def backward(self, eta, lr):
        return np.where(self.x > 0, eta, 0)


class Dense:
    def __init__(self, n_in, n_out, rng):
        self.w = rng.normal(0, 1 / np.sqrt(n_in), (n_out, n_in))
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.shape = x.shape
        self.flat = x.ravel()
        return self.w @ self.flat + self.b

    def backward(self, eta, lr):
        next_eta = (self.w.T @ eta).reshape(self.shape)
        self.w = self.w - lr * np.outer(eta, self.flat)
        self.b = self.b - lr * eta
        return next_eta


def run(layers, x):
    for layer in layers:
        x = layer.forward(x)
    e = np.exp(x - x.max())
    return e / e.sum()


def learn(layers, x, label, lr):
    p = run(layers, x)
    eta = p.copy()
    eta[label] -= 1
    for layer in layers[::-1]:
        eta = layer.backward(eta, lr)
    return -np.log(p[label] + 1e-12)


def draw(label, rng):
    """a small bar: lying, standing, or one of the two diagonals"""
    img = rng.normal(0, 0.35, (1, 8, 8))
    r, c = rng.integers(1, 5, 2)
    for i in range(3):
        dr, dc = [(0, i), (i, 0), (i, i), (2 - i, i)][label]
        img[0, r + dr, c + dc] += 1.5
    return img


if __name__ == "__main__":
    rng = np.random.default_rng(3)
    labels = rng.integers(0, 4, 500)
    pics = [draw(c, rng) for c in labels]
    layers = [Conv(1, 6, 3, rng), Relu(), Conv(6, 4, 3, rng), Relu(), Dense(4 * 4 * 4, 4, rng)]
    for epoch in range(6):
        loss = sum(learn(layers, pics[i], labels[i], 0.02) for i in range(400)) / 400
        hits = np.mean([run(layers, pics[i]).argmax() == labels[i] for i in range(400, 500)])
        print("epoch", epoch, "loss", loss, "validation accuracy", hits)
