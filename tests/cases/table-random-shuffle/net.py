import random
import numpy as np


class Network:
    def __init__(self, sizes):
        self.num_layers = len(sizes)
        self.biases = [np.random.randn(y, 1) for y in sizes[1:]]
        self.weights = [np.random.randn(y, x) / np.sqrt(x) for x, y in zip(sizes[:-1], sizes[1:])]

    def feedforward(self, a):
        for b, w in zip(self.biases, self.weights):
            a = sigmoid(w @ a + b)
        return a

    def SGD(self, data, epochs, size, eta):
        for j in range(epochs):
            random.shuffle(data)
            for k in range(0, len(data), size):
                self.update_mini_batch(data[k:k + size], eta)
            if j % 100 == 99:
                print("Epoch", j + 1, "error", self.error(data))

    def update_mini_batch(self, batch, eta):
        sum_b = [np.zeros(b.shape) for b in self.biases]
        sum_w = [np.zeros(w.shape) for w in self.weights]
        for row in batch:
            x, y = row[:-2].reshape(-1, 1), row[-2:].reshape(-1, 1)
            db, dw = self.backprop(x, y)
            sum_b = [s + d for s, d in zip(sum_b, db)]
            sum_w = [s + d for s, d in zip(sum_w, dw)]
        self.weights = [w - eta / len(batch) * s for w, s in zip(self.weights, sum_w)]
        self.biases = [b - eta / len(batch) * s for b, s in zip(self.biases, sum_b)]

    def backprop(self, x, y):
        activations = [x]
        for b, w in zip(self.biases, self.weights):
            activations.append(sigmoid(w @ activations[-1] + b))
        delta = activations[-1] - y         # cross-entropy
        db, dw = [delta], [delta @ activations[-2].T]
        for l in range(2, self.num_layers):
            a = activations[-l]
            delta = (self.weights[-l + 1].T @ delta) * a * (1 - a)
            db.insert(0, delta)
            dw.insert(0, delta @ activations[-l - 1].T)
        return db, dw

    def error(self, data):
        return np.mean([np.sum((self.feedforward(r[:-2].reshape(-1, 1)) - r[-2:].reshape(-1, 1)) ** 2) for r in data])


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


if __name__ == "__main__":
    random.seed(1)
    np.random.seed(1)
    # x1, x2, x3, then "odd number of ones" and its opposite
    table = np.array([[a, b, c, a ^ b ^ c, 1 - (a ^ b ^ c)] for a in (0, 1) for b in (0, 1) for c in (0, 1)], dtype=float)
    check = table.copy()
    net = Network([3, 8, 2])
    net.SGD(table, 500, 4, 1.0)
    right = sum(np.argmax(net.feedforward(r[:3].reshape(-1, 1))) == np.argmax(r[3:]) for r in check)
    print("rows left in the data:", len(np.unique(table, axis=0)))
    print("right answers:", right, "of", len(check))
