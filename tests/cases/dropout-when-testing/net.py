import numpy as np


class Dense:
    def __init__(self, n_in, n_out):
        self.w = np.random.randn(n_in, n_out) * np.sqrt(2 / n_in)
        self.b = np.zeros((1, n_out))

    def forward(self, x, train):
        self.x = x
        return x @ self.w + self.b

    def backward(self, d):
        self.gw = self.x.T @ d
        self.gb = d.sum(axis=0, keepdims=True)
        return d @ self.w.T

    def update(self, lr):
        self.w -= lr * self.gw
        self.b -= lr * self.gb


class Relu:
    def forward(self, x, train):
        self.mask = x > 0
        return np.where(self.mask, x, 0)

    def backward(self, d):
        return d * self.mask

    def update(self, lr):
        pass


class Dropout:
    def __init__(self, keep_prob):
        self.keep_prob = keep_prob

    def forward(self, x, train):
        self.mask = (np.random.rand(*x.shape) < self.keep_prob) / self.keep_prob
        return x * self.mask

    def backward(self, d):
        return d * self.mask

    def update(self, lr):
        pass


class Model:
    def __init__(self, layers):
        self.layers = layers

    def run(self, x, train):
        for layer in self.layers:
            x = layer.forward(x, train)
        e = np.exp(x - x.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def train_step(self, x, t, lr):
        p = self.run(x, True)
        d = p.copy()
        d[np.arange(len(t)), t] -= 1
        d /= len(t)
        for layer in reversed(self.layers):
            d = layer.backward(d)
        for layer in self.layers:
            layer.update(lr)
        return -np.mean(np.log(p[np.arange(len(t)), t] + 1e-12))

    def accuracy(self, x, t):
        return np.mean(self.run(x, False).argmax(axis=1) == t)


if __name__ == "__main__":
    np.random.seed(6)
    faces = np.random.randn(8, 20)
    t = np.random.randint(0, 8, 1200)
    x = faces[t] + np.random.randn(1200, 20) * 0.9
    model = Model([Dense(20, 30), Relu(), Dropout(0.5), Dense(30, 30), Relu(), Dropout(0.5), Dense(30, 8)])
    for epoch in range(30):
        losses = [model.train_step(x[i:i + 50], t[i:i + 50], 0.1) for i in range(0, 800, 50)]
        if epoch % 5 == 4:
            print("epoch", epoch + 1, "loss", np.mean(losses), "test accuracy", model.accuracy(x[800:], t[800:]))
