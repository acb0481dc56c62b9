import numpy as np


def rings(n):
    """three noisy rings, one class each"""
    c = np.random.randint(0, 3, n)
    ang = np.random.rand(n) * 2 * np.pi
    r = 0.6 + c + np.random.randn(n) * 0.12
    X = np.stack([r * np.cos(ang), r * np.sin(ang)], axis=1)
    return X, c


class FC:
    def __init__(self, fan_in, fan_out):
        self.W = np.random.randn(fan_in, fan_out) / np.sqrt(fan_in)
        self.b = np.zeros((1, fan_out))

    def forward(self, x):
        self.x = x
        return x.dot(self.W) + self.b

    def backward(self, dout, lr):
        dx = dout.dot(self.W.T)
        self.W -= lr * self.x.T.dot(dout)
        self.b -= lr * np.sum(dout, axis=0, keepdims=True)
        return dx


class Tanh:
    def forward(self, x):
        self.y = np.tanh(x)
        return self.y

    def backward(self, dout, lr):
        return dout * (1 - self.y**2)


class Model:
    def __init__(self, parts):
        self.parts = parts

    def scores(self, X):
        for p in self.parts:
            X = p.forward(X)
        return X

    def probs(self, X):
        s = self.scores(X)
        s = np.exp(s - s.max(axis=1, keepdims=True))
        return s / s.sum(axis=1, keepdims=True)

    def loss(self, X, c):
        return -np.mean(np.log(self.probs(X)[range(len(c)), c]))

    def step(self, X, c, lr):
        g = self.probs(X)
        g[range(len(c)), c] -= 1
        g /= len(c)
        for p in self.parts[::-1]:
            g = p.backward(g, lr)


if __name__ == "__main__":
    np.random.seed(3)
    X, c = rings(300)
    m = Model([FC(2, 16), Tanh(), FC(16, 3)])
    for k in range(2001):
        m.step(X, c, 0.5)
        if k % 400 == 0:
            acc = (m.scores(X).argmax(axis=1) == c).mean()
            print("step", k, "loss", m.loss(X, c), "accuracy:", acc)
