import numpy as np


class Conv2D:
    """valid correlation, stride 1, channels last"""

    def __init__(self, size, n_in, n_out, rng):
        self.W = rng.standard_normal((size, size, n_in, n_out)) * np.sqrt(2 / (size * size * n_in))
        self.b = np.zeros((1, 1, 1, n_out))
        self.size = size

    def forward(self, X):
        self.X = X
        n, rows, cols, _ = X.shape
        s = self.size
        Z = np.zeros((n, rows - s + 1, cols - s + 1, self.W.shape[3]))
        for i in range(Z.shape[1]):
            for j in range(Z.shape[2]):
                Z[:, i, j] = np.tensordot(X[:, i:i + s, j:j + s], self.W, axes=3)
        self.Z = Z + self.b
        return np.maximum(self.Z, 0)

    def backward(self, dY):
        s = self.size
        dZ = dY * (self.Z > 0)
        dX, self.dW = np.zeros_like(self.X), np.zeros_like(self.W)
        # the weights are not turned round here: each output just hands its share back to its window
        for i in range(dZ.shape[1]):
            for j in range(dZ.shape[2]):
                for c in range(dZ.shape[3]):
                    d = dZ[:, i, j, c].reshape(-1, 1, 1, 1)
                    dX[:, i:i + s, j:j + s] += self.W[:, :, :, c] * d
                    self.dW[:, :, :, c] += np.sum(self.X[:, i:i + s, j:j + s] * d, axis=0)
        self.db = dZ.sum(axis=(0, 1, 2), keepdims=True)
        return dX

    def step(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db


class Readout:
    """mean over the picture, then a logistic unit"""

    def __init__(self, n_in, rng):
        self.W = rng.standard_normal((n_in, 1)) * 0.5
        self.b = np.zeros((1, 1))

    def forward(self, X):
        self.shape = X.shape
        self.m = X.mean(axis=(1, 2))
        return 1 / (1 + np.exp(-(self.m @ self.W + self.b)))

    def backward(self, d):
        self.dW = self.m.T @ d
        self.db = d.sum(axis=0, keepdims=True)
        n, rows, cols, ch = self.shape
        return np.ones(self.shape) * (d @ self.W.T).reshape(n, 1, 1, ch) / (rows * cols)

    def step(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db


if __name__ == "__main__":
    rng = np.random.default_rng(4)
    n = 80
    X = rng.standard_normal((n, 7, 7, 1)) * 0.3
    y = np.arange(n).reshape(-1, 1) % 2
    for k in range(n):
        where = rng.integers(0, 7)
        if y[k, 0]:
            X[k, where, :, 0] += 1
        else:
            X[k, :, where, 0] += 1
    net = [Conv2D(3, 1, 4, rng), Conv2D(2, 4, 4, rng), Readout(4, rng)]
    for epoch in range(150):
        out = X
        for part in net:
            out = part.forward(out)
        d = (out - y) / n
        for part in net[::-1]:
            d = part.backward(d)
        for part in net:
            part.step(1.0)
        if epoch % 30 == 0:
            print("epoch", epoch, "cross-entropy", -np.mean(np.log(np.where(y, out, 1 - out))))
    print("share right", np.mean((out > 0.5) == y))
