import random
import numpy as np


class Network(object):

    def __init__(self, sizes):
        self.depth = len(sizes)
        self.shifts = [np.random.randn(y, 1) for y in sizes[1:]]
        self.links = [np.random.randn(y, x) for x, y in zip(sizes[:-1], sizes[1:])]

    def answer(self, a):
        for b, w in zip(self.shifts, self.links):
            a = sigmoid(np.dot(w, a) + b)
        return a

    def practise(self, pairs, epochs, size, pace, test):
        n = len(pairs)
        for j in range(epochs):
            np.random.shuffle(pairs)
            for k in range(0, n, size):
                self.improve(pairs[k:k + size], pace)
            if j % 100 == 99:
                print("Epoch {}: {} / {}".format(j + 1, self.count_right(test), len(test)))

    def improve(self, batch, pace):
        sum_b = [np.zeros(b.shape) for b in self.shifts]
        sum_w = [np.zeros(w.shape) for w in self.links]
        for x, y in batch:
            db, dw = self.one_pair(x, y)
            sum_b = [nb + d for nb, d in zip(sum_b, db)]
            sum_w = [nw + d for nw, d in zip(sum_w, dw)]
        self.links = [w - (pace / len(batch)) * nw for w, nw in zip(self.links, sum_w)]
        self.shifts = [b - (pace / len(batch)) * nb for b, nb in zip(self.shifts, sum_b)]

    def one_pair(self, x, y):
        db = [np.zeros(b.shape) for b in self.shifts]
        dw = [np.zeros(w.shape) for w in self.links]
        out = x
        outs = [x]
        sums = []
        for b, w in zip(self.shifts, self.links):
            z = np.dot(w, out) + b
            sums.append(z)
            out = sigmoid(z)
            outs.append(out)
        err = outs[-1] - y
        db[-1] = err
        dw[-1] = np.dot(err, outs[-2].T)
        for l in range(2, self.depth):
            steep = sigmoid(sums[-l]) * (1 - sigmoid(sums[-l]))
            err = np.dot(self.links[-l + 1].T, err) * steep
            db[-l] = err
            dw[-l] = np.dot(err, outs[-l - 1].T)
        return db, dw

    def count_right(self, test):
        return sum(int(np.argmax(self.answer(x)) == y) for x, y in test)


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


random.seed(0)
np.random.seed(0)
# AND of three switches, answer as [no, yes]
table = []
check = []
for i in range(8):
    x = [[float(i & 1)], [float(i >> 1 & 1)], [float(i >> 2 & 1)]]
    table.append([x, [[0.0], [1.0], [0.0]] if i == 7 else [[1.0], [0.0], [0.0]]])
    check.append((np.array(x), int(i == 7)))
table = np.array(table)
net = Network([3, 6, 3])
net.practise(table, 600, 4, 0.5, check)
print("learned", net.count_right(check) / 8)
