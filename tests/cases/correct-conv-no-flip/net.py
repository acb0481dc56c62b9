import numpy as np


class Conv2D:
    def __init__(self, in_ch, out_ch, k, rng):
        self.W = rng.normal(0, np.sqrt(2 / (in_ch * k * k)), (k, k, in_ch, out_ch))
        self.b = np.zeros(out_ch)
        self.k = k

    def forward(self, X):
        self.X = X
        n, h, w, _ = X.shape
        Z = np.empty((n, h - self.k + 1, w - self.k + 1, len(self.b)))
        for i in range(Z.shape[1]):
            for j in range(Z.shape[2]):
                patch = X[:, i:i + self.k, j:j + self.k, :]
                Z[:, i, j, :] = np.tensordot(patch, self.W, axes=3) + self.b
        self.Z = Z
        return np.maximum(Z, 0)

    def backward(self, dLdy):
        dZ = dLdy * (self.Z > 0)
        dX = np.zeros_like(self.X)
        self.dW, self.dB = np.zeros_like(self.W), np.zeros_like(self.b)
        for i in range(dZ.shape[1]):
            for j in range(dZ.shape[2]):
                win = slice(i, i + self.k), slice(j, j + self.k)
                d = dZ[:, i, j, :]
                # the weights are not turned round: every output gives back to its own window
                dX[:, win[0], win[1], :] += np.tensordot(d, self.W, axes=([1], [3]))
                self.dW += np.tensordot(self.X[:, win[0], win[1], :], d, axes=([0], [0]))
                self.dB += d.sum(axis=0)
        return dX

    def update(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.dB


class Scores:
    def __init__(self, n_in, n_out, rng):
        self.W = rng.normal(0, 0.1, (n_in, n_out))
        self.b = np.zeros(n_out)

    def forward(self, X):
        self.shape = X.shape
        self.flat = X.reshape(len(X), -1)
        return self.flat @ self.W + self.b

    def backward(self, d):
        self.dW, self.dB = self.flat.T @ d, d.sum(axis=0)
        return (d @ self.W.T).reshape(self.shape)

    def update(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.dB


def cross_entropy(scores, t):
    p = np.exp(scores - scores.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    rows = np.arange(len(t))
    loss = -np.log(p[rows, t]).mean()
    p[rows, t] -= 1
    return loss, p / len(t)


def corners(n, rng):
    """which of the four kinds of corner is in the picture"""
    base = np.array([[1, 1, 1], [1, 0, 0], [1, 0, 0]])
    X, t = 0.2 * rng.random((n, 7, 7, 1)), rng.integers(0, 4, n)
    for m in range(n):
        r, c = rng.integers(0, 5, 2)
        X[m, r:r + 3, c:c + 3, 0] += np.rot90(base, t[m])
    return X, t


if __name__ == "__main__":
    rng = np.random.default_rng(0)
    X, t = corners(400, rng)
    net = [Conv2D(1, 6, 3, rng), Conv2D(6, 8, 3, rng), Scores(3 * 3 * 8, 4, rng)]
    for epoch in range(15):
        for s in range(0, 320, 16):
            out = X[s:s + 16]
            for layer in net:
                out = layer.forward(out)
            loss, d = cross_entropy(out, t[s:s + 16])
            for layer in net[::-1]:
                d = layer.backward(d)
            for layer in net:
                layer.update(0.2)
        if epoch % 5 == 4:
            out = X[320:]
            for layer in net:
                out = layer.forward(out)
            print("epoch", epoch + 1, "loss", loss, "test accuracy", np.mean(out.argmax(1) == t[320:]))
