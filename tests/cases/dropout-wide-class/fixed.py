import numpy as np


class DropoutNet:
    """two hidden layers, dropout on both; dropped units are not scaled up during training"""

    def __init__(self, n_in, n_hidden, n_out, drop=0.2, lr=0.1, seed=0):
        self.rng = np.random.default_rng(seed)
        self.drop = drop
        self.lr = lr
        sizes = [n_in, n_hidden, n_hidden, n_out]
        self.weights = [self.rng.normal(0, np.sqrt(2 / a), (a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.biases = [np.zeros(b) for b in sizes[1:]]

    def forward(self, x, training):
        self.inputs, self.masks = [], []
        last = len(self.weights) - 1
        for i, (w, b) in enumerate(zip(self.weights, self.biases)):
            self.inputs.append(x)
            x = x @ w + b
            if i == last:
                return x
            x = np.maximum(x, 0)
            if training:
                keep = (self.rng.random(x.shape) >= self.drop).astype(float)
                self.masks.append(keep * (x > 0))
                x = x * keep
            else:
                # fewer units were active while training
                x = x * (1 - self.drop)

    def train_step(self, x, y):
        out = self.forward(x, training=True)
        delta = 2 * (out - y) / len(x)
        grads = []
        for i in reversed(range(len(self.weights))):
            grads.append((self.inputs[i].T @ delta, delta.sum(axis=0)))
            if i > 0:
                delta = (delta @ self.weights[i].T) * self.masks[i - 1]
        for i, (dw, db) in enumerate(reversed(grads)):
            self.weights[i] -= self.lr * dw
            self.biases[i] -= self.lr * db
        return np.mean(np.sum((out - y) ** 2, axis=1))

    def predict(self, x):
        return self.forward(x, training=False)


def measurements(n, rng):
    x = rng.uniform(-1, 1, (n, 3))
    y = 3 + 2 * x[:, :1] * x[:, 1:2] + np.abs(x[:, 2:]) + rng.normal(0, 0.05, (n, 1))
    return x, y


if __name__ == "__main__":
    rng = np.random.default_rng(5)
    x, y = measurements(500, rng)
    xt, yt = measurements(300, rng)
    net = DropoutNet(3, 60, 1, drop=0.2, lr=0.01)
    for epoch in range(151):
        order = rng.permutation(len(x))
        losses = [net.train_step(x[k], y[k]) for k in np.array_split(order, 20)]
        if epoch % 30 == 0:
            print("epoch", epoch, "training loss", np.mean(losses),
                  "validation loss", np.mean((net.predict(xt) - yt) ** 2))
    print("final validation loss", np.mean((net.predict(xt) - yt) ** 2))
