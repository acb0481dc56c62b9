import random
import numpy as np


class Brain(object):
    def __init__(self, sizes):
        self.sizes = sizes
        self.shifts = [np.random.randn(n, 1) for n in sizes[1:]]
        self.links = [np.random.randn(n, k) / np.sqrt(k) for k, n in zip(sizes[:-1], sizes[1:])]

    def answer(self, a):
        for s, w in zip(self.shifts, self.links):
            a = sig(np.dot(w, a) + s)
        return a

    def learn(self, table, epochs, part, eta, n_in):
        for j in range(epochs):
            random.shuffle(table)
            for k in range(0, len(table), part):
                self.one_part(table[k:k + part], eta, n_in)
            if j % 400 == 399:
                print("epoch", j + 1, "cost", self.cost(table, n_in))

    def one_part(self, part, eta, n_in):
        ns = [np.zeros(s.shape) for s in self.shifts]
        nw = [np.zeros(w.shape) for w in self.links]
        for row in part:
            ds, dw = self.slopes(row[:n_in].reshape(-1, 1), row[n_in:].reshape(-1, 1))
            ns = [a + b for a, b in zip(ns, ds)]
            nw = [a + b for a, b in zip(nw, dw)]
        self.links = [w - eta / len(part) * g for w, g in zip(self.links, nw)]
        self.shifts = [s - eta / len(part) * g for s, g in zip(self.shifts, ns)]

    def slopes(self, x, y):
        acts = [x]
        for s, w in zip(self.shifts, self.links):
            acts.append(sig(np.dot(w, acts[-1]) + s))
        delta = (acts[-1] - y) * acts[-1] * (1 - acts[-1])
        ds, dw = [delta], [np.dot(delta, acts[-2].T)]
        for l in range(2, len(self.sizes)):
            delta = np.dot(self.links[-l + 1].T, delta) * acts[-l] * (1 - acts[-l])
            ds.insert(0, delta)
            dw.insert(0, np.dot(delta, acts[-l - 1].T))
        return ds, dw

    def cost(self, table, n_in):
        return np.mean([0.5 * np.sum((self.answer(r[:n_in, None]) - r[n_in:, None]) ** 2) for r in table])


def sig(z):
    return 1.0 / (1.0 + np.exp(-z))


if __name__ == "__main__":
    random.seed(1)
    np.random.seed(1)
    # three switches and whether an odd number of them is on; last two columns: yes, no
    rows = [[a, b, c, (a + b + c) % 2, 1 - (a + b + c) % 2] for a in (0, 1) for b in (0, 1) for c in (0, 1)]
    table = np.array(rows, dtype=float)
    check = table.copy()
    brain = Brain([3, 8, 2])
    brain.learn(table, 2000, 4, 3.0, 3)
    good = sum(np.argmax(brain.answer(r[:3, None])) == np.argmax(r[3:]) for r in check)
    print("right on the full table: %d / 8" % good)
    print("cost on it: %.5f" % brain.cost(check, 3))
