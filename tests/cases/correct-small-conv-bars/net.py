import numpy as np


class Conv2D:
    def __init__(self, filters, size, rng):
        self.s = size
        self.F = rng.normal(0, 1 / size, (filters, size, size))
        self.b = np.zeros(filters)

    def forward(self, X):
        # X: images x height x width
        self.X = X
        n, h, w = X.shape
        oh, ow = h - self.s + 1, w - self.s + 1
        out = np.zeros((n, len(self.F), oh, ow))
        for i in range(self.s):
            for j in range(self.s):
                out += self.F[None, :, i, j, None, None] * X[:, None, i:i + oh, j:j + ow]
        return out + self.b[None, :, None, None]

    def backward(self, d):
        oh, ow = d.shape[2:]
        self.dF, self.db = np.zeros_like(self.F), d.sum(axis=(0, 2, 3))
        for i in range(self.s):
            for j in range(self.s):
                self.dF[:, i, j] = np.einsum("nfab,nab->f", d, self.X[:, i:i + oh, j:j + ow])

    def update(self, lr):
        self.F -= lr * self.dF
        self.b -= lr * self.db


class TanhFlat:
    def forward(self, z):
        self.a = np.tanh(z)
        return self.a.reshape(len(z), -1)

    def backward(self, d):
        return d.reshape(self.a.shape) * (1 - self.a ** 2)


class Linear:
    def __init__(self, n, k, rng):
        self.W, self.b = rng.normal(0, n ** -0.5, (n, k)), np.zeros(k)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, d):
        self.dW, self.db = self.x.T @ d, d.sum(axis=0)
        return d @ self.W.T

    def update(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db


def bars(n, rng):
    X, y = rng.normal(0, 0.3, (n, 7, 7)), rng.integers(0, 2, n)
    for img, lab in zip(X, y):
        k, a = rng.integers(0, 7), rng.integers(0, 3)
        if lab:
            img[k, a:a + 5] += 1
        else:
            img[a:a + 5, k] += 1
    return X, y


if __name__ == "__main__":
    rng = np.random.default_rng(6)
    X, y = bars(300, rng)
    Xt, yt = bars(100, rng)
    conv, act, lin = Conv2D(4, 3, rng), TanhFlat(), Linear(4 * 25, 2, rng)
    for step in range(500):
        s = lin.forward(act.forward(conv.forward(X)))
        p = np.exp(s - s.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        if step % 100 == 0:
            print("step", step, "loss", -np.mean(np.log(p[np.arange(300), y])))
        d = (p - np.eye(2)[y]) / 300
        conv.backward(act.backward(lin.backward(d)))
        lin.update(0.1)
        conv.update(0.1)
    s = lin.forward(act.forward(conv.forward(Xt)))
    print("test accuracy", np.mean(s.argmax(axis=1) == yt))
