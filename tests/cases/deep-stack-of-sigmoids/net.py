import numpy as np


class Stack:
    def __init__(self, widths, hidden, seed=0):
        rng = np.random.default_rng(seed)
        self.weights = [rng.standard_normal((a, b)) / np.sqrt(a) for a, b in zip(widths, widths[1:])]
        self.biases = [np.zeros(b) for b in widths[1:]]
        self.hidden = hidden

    def bend(self, z):
        if self.hidden == "sigmoid":
            return 1 / (1 + np.exp(-z))
        return np.tanh(z)

    def bend_slope(self, a):
        if self.hidden == "sigmoid":
            return a * (1 - a)
        return 1 - a * a

    def forward(self, x):
        self.acts = [x]
        last = len(self.weights) - 1
        for i, (w, b) in enumerate(zip(self.weights, self.biases)):
            z = self.acts[-1] @ w + b
            self.acts.append(1 / (1 + np.exp(-z)) if i == last else self.bend(z))
        return self.acts[-1]

    def backward(self, y):
        d = (self.acts[-1] - y) / len(y)
        self.sizes = []
        steps = []
        for i in range(len(self.weights) - 1, -1, -1):
            gw = self.acts[i].T @ d
            steps.append((i, gw, d.sum(axis=0)))
            self.sizes.append(np.abs(gw).mean())
            if i:
                d = d @ self.weights[i].T * self.bend_slope(self.acts[i])
        return steps

    def fit(self, x, y, lr=0.3, epochs=1500):
        for epoch in range(epochs):
            p = self.forward(x)
            for i, gw, gb in self.backward(y):
                self.weights[i] -= lr * gw
                self.biases[i] -= lr * gb
            if epoch % 300 == 0:
                loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
                print("epoch", epoch, "loss %.4f" % loss, "mean gradient first layer %.1e last layer %.1e" % (self.sizes[-1], self.sizes[0]))


if __name__ == "__main__":
    rng = np.random.default_rng(6)
    x = rng.standard_normal((300, 2))
    y = (np.abs(x[:, :1]) > np.abs(x[:, 1:])).astype(float)
    net = Stack([2, 10, 10, 10, 10, 10, 10, 10, 1], hidden="sigmoid")
    net.fit(x, y)
    print("train accuracy:", np.mean((net.forward(x) > 0.5) == y))
