import numpy as np


class TanhNet:
    def __init__(self, *widths):
        self.weights = [np.random.randn(b, a) / np.sqrt(a) for a, b in zip(widths, widths[1:])]
        self.biases = [np.zeros((b, 1)) for b in widths[1:]]
        self.blank_weights = [np.zeros(w.shape) for w in self.weights]
        self.blank_biases = [np.zeros(b.shape) for b in self.biases]

    def feed(self, a):
        self.a = [a]
        for w, b in zip(self.weights, self.biases):
            self.a.append(np.tanh(w @ self.a[-1] + b))
        return self.a[-1]

    def mse(self, inputs, wishes):
        return np.mean([np.mean((self.feed(x) - t) ** 2) for x, t in zip(inputs, wishes)])

    def collect(self, x, t):
        out = self.feed(x)
        delta = 2 * (out - t) / len(t) * (1 - out ** 2)
        for k in reversed(range(len(self.weights))):
            self.weight_sums[k] += delta @ self.a[k].T
            self.bias_sums[k] += delta
            delta = self.weights[k].T @ delta * (1 - self.a[k] ** 2)

    def apply(self, rate, n):
        for k in range(len(self.weights)):
            self.weights[k] -= rate * self.weight_sums[k] / n
            self.biases[k] -= rate * self.bias_sums[k] / n

    def train(self, inputs, wishes, rate, batch, epochs):
        for epoch in range(epochs):
            order = np.random.permutation(len(inputs))
            for start in range(0, len(inputs), batch):
                self.weight_sums = [w.copy() for w in self.blank_weights]
                self.bias_sums = [b.copy() for b in self.blank_biases]
                rows = order[start:start + batch]
                for r in rows:
                    self.collect(inputs[r], wishes[r])
                self.apply(rate, len(rows))
            right = np.mean([self.feed(x).argmax() == t.argmax() for x, t in zip(inputs, wishes)])
            if epoch % 3 == 2:
                print("epoch", epoch + 1, "mse", self.mse(inputs, wishes), "right", right)


def letters(n):
    shapes = np.random.rand(6, 30) > 0.5
    which = np.random.randint(0, 6, n)
    pixels = (shapes[which] != (np.random.rand(n, 30) < 0.08)) * 1.0
    return pixels.reshape(n, 30, 1), (2.0 * np.eye(6)[which] - 1).reshape(n, 6, 1)


if __name__ == "__main__":
    np.random.seed(6)
    inputs, wishes = letters(300)
    net = TanhNet(30, 16, 6)
    net.train(inputs, wishes, rate=0.5, batch=10, epochs=15)
    print("final mse", net.mse(inputs, wishes))
