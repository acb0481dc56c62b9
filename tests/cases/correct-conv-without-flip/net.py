import numpy as np


class Conv2D:
    """cross-correlation with padding; the kernel is not turned, forward or backward"""

    def __init__(self, in_ch, out_ch, k, pad, rng):
        self.W = rng.normal(0, np.sqrt(2 / (in_ch * k * k)), (k, k, in_ch, out_ch))
        self.b = np.zeros(out_ch)
        self.k, self.pad = k, pad

    def forward(self, X):
        p, k = self.pad, self.k
        self.X = np.pad(X, ((0, 0), (p, p), (p, p), (0, 0)))
        n, H, Wd, _ = self.X.shape
        Z = np.empty((n, H - k + 1, Wd - k + 1, self.b.size))
        for i in range(Z.shape[1]):
            for j in range(Z.shape[2]):
                Z[:, i, j] = np.tensordot(self.X[:, i:i + k, j:j + k], self.W, 3) + self.b
        self.Z = Z
        return np.maximum(Z, 0)

    def backward(self, dY):
        p, k = self.pad, self.k
        dZ = dY * (self.Z > 0)
        self.dW, self.db = np.zeros_like(self.W), dZ.sum(axis=(0, 1, 2))
        dX = np.zeros_like(self.X)
        for i in range(dZ.shape[1]):
            for j in range(dZ.shape[2]):
                window = self.X[:, i:i + k, j:j + k]
                self.dW += np.tensordot(window, dZ[:, i, j], (0, 0))
                dX[:, i:i + k, j:j + k] += np.tensordot(dZ[:, i, j], self.W, (1, 3))
        return dX[:, p:-p, p:-p]


class Mean:
    """average over the picture, then one weight per channel and class"""

    def __init__(self, ch, classes, rng):
        self.W = rng.normal(0, 0.5, (ch, classes))
        self.b = np.zeros(classes)

    def forward(self, X):
        self.shape = X.shape
        self.m = X.mean(axis=(1, 2))
        return self.m @ self.W + self.b

    def backward(self, d):
        self.dW, self.db = self.m.T @ d, d.sum(axis=0)
        dm = d @ self.W.T
        n, H, Wd, _ = self.shape
        return np.broadcast_to(dm[:, None, None, :] / (H * Wd), self.shape)


def textures(n, rng):
    y = rng.integers(0, 3, n)
    X = rng.normal(0, 0.4, (n, 8, 8, 1))
    r, c = np.mgrid[0:8, 0:8]
    patterns = np.stack([(r % 2), (c % 2), ((r + c) % 2)]) * 2 - 1
    return X + 0.6 * patterns[y][..., None], y


if __name__ == "__main__":
    rng = np.random.default_rng(7)
    X, y = textures(180, rng)
    net = [Conv2D(1, 4, 3, 1, rng), Conv2D(4, 6, 3, 1, rng), Mean(6, 3, rng)]
    for epoch in range(10):
        order = rng.permutation(len(X))
        right = 0
        for k in range(0, len(X), 15):
            pick = order[k:k + 15]
            out = X[pick]
            for layer in net:
                out = layer.forward(out)
            p = np.exp(out - out.max(axis=1, keepdims=True))
            p /= p.sum(axis=1, keepdims=True)
            right += np.sum(p.argmax(axis=1) == y[pick])
            d = (p - np.eye(3)[y[pick]]) / len(pick)
            for layer in reversed(net):
                d = layer.backward(d)
            for layer in net:
                layer.W -= 0.3 * layer.dW
                layer.b -= 0.3 * layer.db
        print("epoch", epoch, "accuracy", right / len(X))
