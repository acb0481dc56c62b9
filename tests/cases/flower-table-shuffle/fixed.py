import random
import numpy as np


class Classifier:
    def __init__(self, sizes):
        self.W = [np.random.randn(i, o) * np.sqrt(1.0 / i) for i, o in zip(sizes[:-1], sizes[1:])]
        self.b = [np.zeros(o) for o in sizes[1:]]

    def outputs(self, x):
        acts = [x]
        for k in range(len(self.W)):
            z = acts[-1] @ self.W[k] + self.b[k]
            if k < len(self.W) - 1:
                acts.append(np.tanh(z))
            else:
                e = np.exp(z - z.max(axis=1, keepdims=True))
                acts.append(e / e.sum(axis=1, keepdims=True))
        return acts

    def step(self, x, y, eta):
        acts = self.outputs(x)
        d = (acts[-1] - y) / len(x)
        for k in reversed(range(len(self.W))):
            gW, gb = acts[k].T @ d, d.sum(axis=0)
            if k:
                d = (d @ self.W[k].T) * (1 - acts[k] ** 2)
            self.W[k] -= eta * gW
            self.b[k] -= eta * gb

    def run(self, table, n_features, epochs, size, eta):
        for e in range(epochs):
            np.random.shuffle(table)
            for s in range(0, len(table), size):
                part = table[s:s + size]
                self.step(part[:, :n_features], part[:, n_features:], eta)
            if e % 10 == 9:
                print("epoch", e + 1, "training", self.score(table, n_features))

    def score(self, table, n_features):
        guess = self.outputs(table[:, :n_features])[-1].argmax(axis=1)
        return np.mean(guess == table[:, n_features:].argmax(axis=1))


if __name__ == "__main__":
    random.seed(8)
    np.random.seed(8)
    # every row: six measurements, then the kind of flower as one-hot
    centres = np.random.randn(15, 6) * 1.3
    spot = np.random.randint(0, 15, 500)
    table = np.hstack([centres[spot] + 0.45 * np.random.randn(500, 6), np.eye(5)[spot % 5]])
    train, test = table[:300], table[300:]
    net = Classifier([6, 20, 5])
    net.run(train, 6, epochs=60, size=20, eta=0.3)
    print("accuracy on new flowers:", net.score(test, 6))
