import numpy as np


class Conv2D:
    """naive loops, padding, no flipping of the weights anywhere"""

    def __init__(self, in_ch, out_ch, size, pad, rng):
        self.W = rng.standard_normal((size, size, in_ch, out_ch)) * np.sqrt(2 / (size * size * in_ch))
        self.b = np.zeros(out_ch)
        self.size, self.pad = size, pad

    def forward(self, X):
        p, f = self.pad, self.size
        self.Xp = np.pad(X, ((0, 0), (p, p), (p, p), (0, 0)))
        m, h, w, _ = self.Xp.shape
        Z = np.zeros((m, h - f + 1, w - f + 1, len(self.b)))
        for i in range(Z.shape[1]):
            for j in range(Z.shape[2]):
                Z[:, i, j] = np.tensordot(self.Xp[:, i:i + f, j:j + f], self.W, 3) + self.b
        return Z

    def backward(self, dZ):
        p, f = self.pad, self.size
        dXp = np.zeros_like(self.Xp)
        self.dW = np.zeros_like(self.W)
        self.db = dZ.sum(axis=(0, 1, 2))
        for i in range(dZ.shape[1]):
            for j in range(dZ.shape[2]):
                self.dW += np.tensordot(self.Xp[:, i:i + f, j:j + f], dZ[:, i, j], (0, 0))
                dXp[:, i:i + f, j:j + f] += np.tensordot(dZ[:, i, j], self.W, (1, 3))
        return dXp[:, p:-p, p:-p]

    def step(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db


class ReLU:
    def forward(self, X):
        self.on = X > 0
        return X * self.on

    def backward(self, d):
        return d * self.on

    def step(self, lr):
        pass


class MeanScores:
    """average over all places, then a linear map"""

    def __init__(self, n_in, n_out, rng):
        self.W = rng.standard_normal((n_in, n_out)) * 0.3

    def forward(self, X):
        self.shape = X.shape
        self.mean = X.mean(axis=(1, 2))
        return self.mean @ self.W

    def backward(self, d):
        self.dW = self.mean.T @ d
        m, h, w, c = self.shape
        return np.broadcast_to((d @ self.W.T / (h * w))[:, None, None, :], self.shape)

    def step(self, lr):
        self.W -= lr * self.dW


def crossentropy(scores, labels):
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    n = np.arange(len(labels))
    loss = -np.log(p[n, labels]).mean()
    p[n, labels] -= 1
    return loss, p / len(labels)


if __name__ == "__main__":
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 2, 120)
    images = rng.normal(0, 0.2, (120, 7, 7, 1))
    for k, l in enumerate(labels):
        # rising or falling strokes
        r = rng.integers(0, 3)
        images[k, r:r + 5, 1:6, 0] += np.eye(5) if l else np.eye(5)[::-1]
    net = [Conv2D(1, 4, 3, 1, rng), ReLU(), Conv2D(4, 4, 3, 1, rng), ReLU(), MeanScores(4, 2, rng)]
    for epoch in range(40):
        for s in range(0, 90, 15):
            out = images[s:s + 15]
            for layer in net:
                out = layer.forward(out)
            loss, d = crossentropy(out, labels[s:s + 15])
            for layer in reversed(net):
                d = layer.backward(d)
            for layer in net:
                layer.step(0.3)
        if epoch % 8 == 7:
            print("epoch", epoch + 1, "loss", loss)
    out = images[90:]
    for layer in net:
        out = layer.forward(out)
    print("held out accuracy", np.mean(out.argmax(axis=1) == labels[90:]))
