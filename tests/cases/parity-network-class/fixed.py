import random
import numpy as np


class Gate(object):

    def __init__(self, widths):
        self.widths = widths
        self.offsets = [np.random.randn(k, 1) for k in widths[1:]]
        self.mats = [np.random.randn(k, j) for j, k in zip(widths[:-1], widths[1:])]

    def run(self, a):
        for c, m in zip(self.offsets, self.mats):
            a = bend(m @ a + c)
        return a

    def descend(self, table, rounds, part, pace, exam):
        for r in range(rounds):
            np.random.shuffle(table)
            for s in range(0, len(table), part):
                self.one_part(table[s:s + part], pace)
            if r % 50 == 49:
                print("round", r + 1, ":", self.score(exam), "of", len(exam))

    def one_part(self, rows, pace):
        sum_c = [np.zeros(c.shape) for c in self.offsets]
        sum_m = [np.zeros(m.shape) for m in self.mats]
        n_in = self.widths[0]
        for row in rows:
            dc, dm = self.back(row[:n_in].reshape(-1, 1), row[n_in:].reshape(-1, 1))
            sum_c = [s + d for s, d in zip(sum_c, dc)]
            sum_m = [s + d for s, d in zip(sum_m, dm)]
        self.offsets = [c - pace / len(rows) * s for c, s in zip(self.offsets, sum_c)]
        self.mats = [m - pace / len(rows) * s for m, s in zip(self.mats, sum_m)]

    def back(self, x, y):
        steps = [x]
        for c, m in zip(self.offsets, self.mats):
            steps.append(bend(m @ steps[-1] + c))
        dc, dm = [None] * len(self.mats), [None] * len(self.mats)
        pull = steps[-1] - y
        for k in range(len(self.mats) - 1, -1, -1):
            dc[k] = pull
            dm[k] = pull @ steps[k].T
            if k > 0:
                pull = (self.mats[k].T @ pull) * steps[k] * (1 - steps[k])
        return dc, dm

    def score(self, exam):
        return sum(int(self.run(row[:self.widths[0]].reshape(-1, 1)).argmax() == row[self.widths[0]:].argmax())
                   for row in exam)


def bend(z):
    return 1.0 / (1.0 + np.exp(-z))


if __name__ == "__main__":
    np.random.seed(2)
    random.seed(2)
    # three switches, then one column each for "even" and "odd"
    bits = np.array([[a, b, c] for a in (0, 1) for b in (0, 1) for c in (0, 1)], dtype=float)
    odd = bits.sum(axis=1) % 2
    table = np.column_stack([bits, 1 - odd, odd])
    exam = table.copy()
    net = Gate([3, 10, 2])
    net.descend(table, 600, 4, 2.0, exam)
    print("right:", net.score(exam) / len(exam))
