import numpy as np
from sklearn.datasets import load_digits


class Drop:
    def __init__(self, drop_prob):
        self.drop_prob = drop_prob

    def forward(self, v, training):
        if training:
            self.alive = np.random.rand(*v.shape) >= self.drop_prob
            return np.where(self.alive, v, 0.0)
        return v * self.drop_prob

    def backward(self, d):
        return np.where(self.alive, d, 0.0)


class Full:
    def __init__(self, n_in, n_out):
        bound = np.sqrt(6.0 / (n_in + n_out))
        self.W = np.random.uniform(-bound, bound, (n_in, n_out))
        self.b = np.zeros(n_out)

    def forward(self, v, training):
        self.v = v
        return v @ self.W + self.b

    def backward(self, d):
        self.dW = self.v.T @ d
        self.db = d.sum(0)
        return d @ self.W.T


class ReLU:
    def forward(self, v, training):
        self.v = v
        return np.maximum(v, 0)

    def backward(self, d):
        return d * (self.v > 0)


class Trainer:
    def __init__(self, layers, rate):
        self.layers = layers
        self.rate = rate

    def probs(self, v, training=False):
        for layer in self.layers:
            v = layer.forward(v, training)
        v = np.exp(v - v.max(axis=1, keepdims=True))
        return v / v.sum(axis=1, keepdims=True)

    def train(self, x, y):
        p = self.probs(x, True)
        rows = np.arange(len(y))
        loss = -np.mean(np.log(p[rows, y] + 1e-12))
        d = p
        d[rows, y] -= 1
        d /= len(y)
        for layer in reversed(self.layers):
            d = layer.backward(d)
            if hasattr(layer, "W"):
                layer.W -= self.rate * layer.dW
                layer.b -= self.rate * layer.db
        return loss


if __name__ == "__main__":
    np.random.seed(0)
    digits = load_digits()
    x, y = digits.data / 16.0, digits.target
    cut = 1400
    trainer = Trainer([Full(64, 80), ReLU(), Drop(0.2), Full(80, 80), ReLU(), Drop(0.2), Full(80, 10)], 0.2)
    for epoch in range(15):
        mix = np.random.permutation(cut)
        for s in range(0, cut, 50):
            loss = trainer.train(x[mix[s:s + 50]], y[mix[s:s + 50]])
        p = trainer.probs(x[cut:])
        nll = -np.mean(np.log(p[np.arange(len(p)), y[cut:]] + 1e-12))
        if epoch % 5 == 4:
            print("epoch", epoch + 1, "accuracy", np.mean(p.argmax(1) == y[cut:]), "test loss", nll)
