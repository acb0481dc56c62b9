import numpy as np


class PriceNet:
    def __init__(self, n_in):
        self.A, self.a = self.fresh(n_in, 32)
        self.B, self.b = self.fresh(32, 32)
        self.C, self.c = self.fresh(32, 1)

    def fresh(self, n_inputs, n_neurons):
        weights = np.sqrt(2 / n_inputs) * np.random.randn(n_inputs, n_neurons)
        biases = np.zeros(n_neurons)
        return weights, biases

    def relu(self, z):
        return np.maximum(0, z)

    def sigmoid(self, z):
        return 1 / (1 + np.exp(-np.clip(z, -500, 500)))

    def forward(self, inputs):
        self.p1 = np.dot(inputs, self.A) + self.a
        self.h1 = self.relu(self.p1)
        self.p2 = np.dot(self.h1, self.B) + self.b
        self.h2 = self.relu(self.p2)
        self.p3 = np.dot(self.h2, self.C) + self.c
        self.prob = self.sigmoid(self.p3)
        return self.prob

    def loss(self, pred, y):
        pred = np.clip(pred, 1e-7, 1 - 1e-7)
        return -np.mean(y * np.log(pred) + (1 - y) * np.log(1 - pred))

    def backward(self, x, y, lr):
        n = len(x)
        e3 = (self.prob - y) / n
        gC, gc = np.dot(self.h2.T, e3), e3.sum(axis=0)
        e2 = np.dot(e3, self.C.T) * (self.p2 > 0)
        gB, gb = np.dot(self.h1.T, e2), e2.sum(axis=0)
        e1 = np.dot(e2, self.B.T) * (self.p1 > 0)
        gA, ga = np.dot(x.T, e1), e1.sum(axis=0)
        self.C -= lr * gC
        self.c -= lr * gc
        self.B -= lr * gB
        self.b -= lr * gb
        self.A -= lr * gA
        self.a -= lr * ga


def min_max(X):
    low, high = X.min(axis=0), X.max(axis=0)
    return (X - low) / (high - low)


def house_prices(n, rng):
    area = rng.normal(10000, 3000, n)
    quality = rng.integers(1, 11, n)
    basement = rng.normal(1000, 300, n)
    baths = rng.integers(1, 4, n)
    garage = rng.normal(480, 150, n)
    value = area / 10000 + 0.45 * quality + basement / 800 + 0.3 * baths + garage / 500
    X = np.column_stack([area, quality, basement, baths, garage])
    return X, (value > np.median(value)).astype(float).reshape(-1, 1)


if __name__ == "__main__":
    np.random.seed(0)
    X, Y = house_prices(1400, np.random.default_rng(7))
    # normalise our inputs between 0 and 1
    X_unit = min_max(X)
    X_train, Y_train = X[:1024], Y[:1024]
    X_test, Y_test = X[1024:], Y[1024:]
    net = PriceNet(5)
    for epoch in range(80):
        for s in range(0, 1024, 32):
            x, y = X_train[s:s + 32], Y_train[s:s + 32]
            net.forward(x)
            net.backward(x, y, 0.1)
        if epoch % 20 == 19:
            print("epoch", epoch + 1, "loss", net.loss(net.forward(X_train), Y_train))
    print("test accuracy:", np.mean((net.forward(X_test) > 0.5) == Y_test))
