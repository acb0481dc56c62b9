import numpy as np


class Filter2D:
    def __init__(self, n_out, n_in, k, rng):
        self.W = rng.standard_normal((n_out, n_in, k, k)) * np.sqrt(2 / (n_in * k * k))
        self.b = np.zeros(n_out)
        self.k = k

    def forward(self, X):
        self.X = X
        k = self.k
        rows, cols = X.shape[2] - k + 1, X.shape[3] - k + 1
        Z = np.empty((X.shape[0], len(self.b), rows, cols))
        for i in range(rows):
            for j in range(cols):
                Z[:, :, i, j] = np.einsum("ncij,ocij->no", X[:, :, i:i + k, j:j + k], self.W) + self.b
        self.on = Z > 0
        return Z * self.on

    def backward(self, dY):
        k = self.k
        dZ = dY * self.on
        dX, dW = np.zeros_like(self.X), np.zeros_like(self.W)
        for i in range(dZ.shape[2]):
            for j in range(dZ.shape[3]):
                d = dZ[:, :, i, j]
                dX[:, :, i:i + k, j:j + k] += np.einsum("no,ocij->ncij", d, self.W)
                dW += np.einsum("no,ncij->ocij", d, self.X[:, :, i:i + k, j:j + k])
        self.grads = dW, dZ.sum(axis=(0, 2, 3))
        return dX

    def params(self):
        return self.W, self.b


class Readout:
    def __init__(self, n_in, n_out, rng):
        self.W = rng.standard_normal((n_in, n_out)) / np.sqrt(n_in)
        self.b = np.zeros(n_out)

    def forward(self, X):
        self.shape = X.shape
        self.flat = X.reshape(len(X), -1)
        return self.flat @ self.W + self.b

    def backward(self, dY):
        self.grads = self.flat.T @ dY, dY.sum(axis=0)
        return (dY @ self.W.T).reshape(self.shape)

    def params(self):
        return self.W, self.b


def make_pictures(n, rng):
    pics = 0.4 * rng.standard_normal((n, 1, 8, 8))
    kind = rng.integers(0, 3, n)
    for p, c in zip(pics, kind):
        r = rng.integers(1, 6)
        if c == 0:
            p[0, r, 1:7] += 1.5
        elif c == 1:
            p[0, 1:7, r] += 1.5
        else:
            p[0, np.arange(1, 7), np.arange(1, 7)] += 1.5
    return pics, kind


if __name__ == "__main__":
    rng = np.random.default_rng(4)
    pics, kind = make_pictures(360, rng)
    net = [Filter2D(4, 1, 3, rng), Filter2D(4, 4, 3, rng), Readout(64, 3, rng)]
    rate = 0.002
    for epoch in range(10):
        total = 0
        for s in range(0, 300, 20):
            y = pics[s:s + 20]
            for part in net:
                y = part.forward(y)
            p = np.exp(y - y.max(axis=1, keepdims=True))
            p /= p.sum(axis=1, keepdims=True)
            total -= np.log(p[np.arange(20), kind[s:s + 20]]).sum()
            up = p - np.eye(3)[kind[s:s + 20]]
            for part in reversed(net):
                up = part.backward(up)
            for part in net:
                for w, g in zip(part.params(), part.grads):
                    w -= rate * g
        print("epoch", epoch + 1, "summed loss", total)
    y = pics[300:]
    for part in net:
        y = part.forward(y)
    print("hits on new pictures", np.mean(y.argmax(axis=1) == kind[300:]))
