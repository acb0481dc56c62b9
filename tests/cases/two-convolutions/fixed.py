import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


class Conv:
    """valid cross-correlation, kernels (out, in, k, k), one image (in, h, w)"""

    def __init__(self, n_in, n_out, k):
        self.k = k
        self.kernels = np.random.randn(n_out, n_in, k, k) / np.sqrt(n_in * k * k)
        self.bias = np.zeros(n_out)

    def forward(self, image):
        self.patches = sliding_window_view(image, (self.k, self.k), axis=(1, 2))
        return np.einsum("ihwkl,oikl->ohw", self.patches, self.kernels) + self.bias[:, None, None]

    def backward(self, d_out, lr):
        p = self.k - 1
        padded = np.pad(d_out, ((0, 0), (p, p), (p, p)))
        around = sliding_window_view(padded, (self.k, self.k), axis=(1, 2))
        d_image = np.einsum("ohwkl,oikl->ihw", around, self.kernels[:, :, ::-1, ::-1])
        d_kernels = np.einsum("ihwkl,ohw->oikl", self.patches, d_out)
        self.kernels -= lr * d_kernels
        self.bias -= lr * d_out.sum(axis=(1, 2))
        return d_image


class ReLU:
    def forward(self, x):
        self.on = x > 0
        return x * self.on

    def backward(self, d_out, lr):
        return d_out * self.on


class Flat:
    def forward(self, x):
        self.shape = x.shape
        return x.ravel()

    def backward(self, d_out, lr):
        return d_out.reshape(self.shape)


class Dense:
    def __init__(self, n_in, n_out):
        self.w = np.random.randn(n_out, n_in) / np.sqrt(n_in)
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return self.w @ x + self.b

    def backward(self, d_out, lr):
        d_x = self.w.T @ d_out
        self.w -= lr * np.outer(d_out, self.x)
        self.b -= lr * d_out
        return d_x


def softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum()


def stroke(kind, rng):
    img = rng.normal(0, 0.4, (9, 9))
    r, c = rng.integers(0, 4, 2)
    for s in range(6):
        if kind == 0:
            img[r + s, c + 1] += 1
        elif kind == 1:
            img[r + 1, c + s] += 1
        elif kind == 2:
            img[r + s, c + s] += 1
        else:
            img[r + 5 - s, c + s] += 1
    return img[None]


if __name__ == "__main__":
    np.random.seed(5)
    rng = np.random.default_rng(5)
    kinds = rng.integers(0, 4, 360)
    images = [stroke(k, rng) for k in kinds]
    net = [Conv(1, 4, 3), ReLU(), Conv(4, 4, 3), ReLU(), Flat(), Dense(100, 4)]
    for epoch in range(6):
        loss, hits = 0, 0
        for image, kind in zip(images, kinds):
            out = image
            for layer in net:
                out = layer.forward(out)
            prob = softmax(out)
            loss -= np.log(prob[kind] + 1e-12)
            hits += prob.argmax() == kind
            d = prob.copy()
            d[kind] -= 1
            for layer in reversed(net):
                d = layer.backward(d, 0.02)
        print("epoch", epoch + 1, "average loss", loss / len(images), "hits", hits / len(images))
