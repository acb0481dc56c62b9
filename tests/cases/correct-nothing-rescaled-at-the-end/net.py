import numpy as np


class Linear:
    def __init__(self, n, m, rng):
        self.W = rng.normal(0, np.sqrt(2 / n), (n, m))
        self.b = np.zeros(m)

    def __call__(self, x, train):
        self.x = x
        return x @ self.W + self.b

    def back(self, d, lr):
        below = d @ self.W.T
        self.W -= lr * self.x.T @ d
        self.b -= lr * d.sum(0)
        return below


class Relu:
    def __call__(self, x, train):
        self.y = np.clip(x, 0, None)
        return self.y

    def back(self, d, lr):
        return d * (self.y != 0)


class Dropout:
    def __init__(self, p, rng):
        self.p, self.rng = p, rng

    def __call__(self, x, train):
        if not train:
            return x
        # p is the share that is kept; kept values grow
        self.m = (self.rng.random(x.shape) < self.p) / self.p
        return x * self.m

    def back(self, d, lr):
        return d * self.m


class Model:
    def __init__(self, *parts):
        self.parts = parts

    def __call__(self, x, train=False):
        for part in self.parts:
            x = part(x, train)
        return x

    def fit(self, x, y, lr, epochs, size, rng):
        for e in range(epochs):
            mix = rng.permutation(len(x))
            for i in range(0, len(x), size):
                j = mix[i:i + size]
                s = self(x[j], True)
                d = np.exp(s - s.max(1, keepdims=True))
                d /= d.sum(1, keepdims=True)
                d[range(len(j)), y[j]] -= 1
                d /= len(j)
                for part in self.parts[::-1]:
                    d = part.back(d, lr)
            if e % 10 == 9:
                print("epoch", e + 1, "train", np.mean(self(x).argmax(1) == y))


if __name__ == "__main__":
    rng = np.random.default_rng(40)
    centres = rng.normal(0, 1.3, (5, 12))
    y = rng.integers(0, 5, 600)
    x = centres[y] + rng.normal(0, 1, (600, 12))
    net = Model(Linear(12, 40, rng), Relu(), Dropout(0.7, rng), Linear(40, 5, rng))
    net.fit(x[:450], y[:450], 0.1, 40, 30, rng)
    print("test", np.mean(net(x[450:]).argmax(1) == y[450:]))
