import random
import numpy as np

random.seed(5)
np.random.seed(5)


class Network:
    def __init__(self, sizes):
        self.biases = [np.random.randn(n, 1) for n in sizes[1:]]
        self.weights = [np.random.randn(n, m) / np.sqrt(m) for m, n in zip(sizes[:-1], sizes[1:])]

    def feedforward(self, a):
        for b, w in zip(self.biases, self.weights):
            a = sig(w.dot(a) + b)
        return a

    def SGD(self, table, rounds, group, eta):
        for r in range(rounds):
            np.random.shuffle(table)
            for k in range(0, len(table), group):
                self.learn(table[k:k + group], eta)
            if r % 50 == 49:
                print("round", r + 1, "correct in the table:", self.count(table), "/", len(table))

    def learn(self, part, eta):
        sb = [np.zeros(b.shape) for b in self.biases]
        sw = [np.zeros(w.shape) for w in self.weights]
        for line in part:
            db, dw = self.backprop(line[:4].reshape(4, 1), line[4])
            sb = [s + d for s, d in zip(sb, db)]
            sw = [s + d for s, d in zip(sw, dw)]
        self.weights = [w - eta / len(part) * s for w, s in zip(self.weights, sw)]
        self.biases = [b - eta / len(part) * s for b, s in zip(self.biases, sb)]

    def backprop(self, x, y):
        acts = [x]
        for b, w in zip(self.biases, self.weights):
            acts.append(sig(w.dot(acts[-1]) + b))
        delta = acts[-1] - y
        db, dw = [delta], [delta.dot(acts[-2].T)]
        for l in range(2, len(self.weights) + 1):
            delta = self.weights[-l + 1].T.dot(delta) * acts[-l] * (1 - acts[-l])
            db.insert(0, delta)
            dw.insert(0, delta.dot(acts[-l - 1].T))
        return db, dw

    def count(self, table):
        return sum(int((self.feedforward(line[:4].reshape(4, 1))[0, 0] > 0.5) == line[4]) for line in table)


def sig(z):
    return 1.0 / (1.0 + np.exp(-z))


# all 16 patterns of four switches, last column: exactly two are on
table = np.array([[(n >> k) & 1 for k in range(4)] + [int(bin(n).count("1") == 2)] for n in range(16)], dtype=float)
complete = table.copy()
net = Network([4, 10, 1])
net.SGD(table, 400, 4, 1.0)
print("correct of all 16 patterns:", net.count(complete))
