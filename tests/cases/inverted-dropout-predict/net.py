import numpy as np


class NeuralNet:
    """ReLU layers with dropout, squared error, momentum."""

    def __init__(self, sizes, retain, seed=0):
        self.rng = np.random.RandomState(seed)
        self.retain = retain
        self.W = [self.rng.randn(a, b) * np.sqrt(2.0 / a) for a, b in zip(sizes[:-1], sizes[1:])]
        self.b = [np.zeros(n) for n in sizes[1:]]
        self.vW = [np.zeros_like(w) for w in self.W]
        self.vb = [np.zeros_like(b) for b in self.b]

    def train_forward(self, x):
        self.acts, self.masks = [x], []
        last = len(self.W) - 1
        for i in range(len(self.W)):
            x = x.dot(self.W[i]) + self.b[i]
            if i < last:
                x = np.maximum(x, 0)
                mask = (self.rng.rand(*x.shape) < self.retain) / self.retain
                x = x * mask
                self.masks.append(mask)
            self.acts.append(x)
        return x

    def predict(self, x):
        last = len(self.W) - 1
        for i in range(len(self.W)):
            x = x.dot(self.W[i]) + self.b[i]
            if i < last:
                x = np.maximum(x, 0) * self.retain
        return x

    def gradients(self, y):
        delta = 2.0 * (self.acts[-1] - y) / len(y)
        dW, db = [], []
        for i in reversed(range(len(self.W))):
            dW.insert(0, self.acts[i].T.dot(delta))
            db.insert(0, delta.sum(axis=0))
            if i > 0:
                delta = delta.dot(self.W[i].T) * self.masks[i - 1] * (self.acts[i] > 0)
        return dW, db

    def update(self, dW, db, rate, mu=0.9):
        for i in range(len(self.W)):
            self.vW[i] = mu * self.vW[i] - rate * dW[i]
            self.vb[i] = mu * self.vb[i] - rate * db[i]
            self.W[i] += self.vW[i]
            self.b[i] += self.vb[i]


def house_prices(n, rng):
    x = rng.uniform(-1, 1, (n, 5))
    y = 3 + 2 * x[:, :1] + 1.5 * x[:, 1:2] * (x[:, 2:3] > 0) - x[:, 3:4] ** 2
    return x, y + 0.05 * rng.randn(n, 1)


if __name__ == "__main__":
    rng = np.random.RandomState(3)
    x, y = house_prices(600, rng)
    net = NeuralNet([5, 60, 40, 1], retain=0.8)
    for epoch in range(150):
        order = rng.permutation(500)
        losses = []
        for k in range(0, 500, 50):
            part = order[k:k + 50]
            out = net.train_forward(x[part])
            losses.append(np.mean((out - y[part]) ** 2))
            net.update(*net.gradients(y[part]), rate=0.01)
        if epoch % 30 == 29:
            print("epoch", epoch + 1, "train loss", np.mean(losses),
                  "test loss", np.mean((net.predict(x[500:]) - y[500:]) ** 2))
