import random
import numpy as np


class Net(object):

    def __init__(self, sizes):
        self.depth = len(sizes)
        self.bs = [np.random.randn(y, 1) for y in sizes[1:]]
        self.ws = [np.random.randn(y, x) / np.sqrt(x) for x, y in zip(sizes[:-1], sizes[1:])]

    def answer(self, a):
        for b, w in zip(self.bs, self.ws):
            a = sigmoid(np.dot(w, a) + b)
        return a

    def learn(self, table, epochs, size, pace, check_table):
        n = len(table)
        for j in range(epochs):
            np.random.shuffle(table)
            for k in range(0, n, size):
                self.one_batch(table[k:k + size], pace)
            if j % 50 == 49:
                print("Epoch %d" % (j + 1))
                print("Accuracy on training data: {} / {}".format(self.count_right(table), n))
                print("Accuracy on evaluation data: {} / {}".format(self.count_right(check_table), len(check_table)))

    def one_batch(self, part, pace):
        sum_b = [np.zeros(b.shape) for b in self.bs]
        sum_w = [np.zeros(w.shape) for w in self.ws]
        for x, y in part:
            one_b, one_w = self.slopes(x, y)
            sum_b = [nb + db for nb, db in zip(sum_b, one_b)]
            sum_w = [nw + dw for nw, dw in zip(sum_w, one_w)]
        self.ws = [w - pace / len(part) * nw for w, nw in zip(self.ws, sum_w)]
        self.bs = [b - pace / len(part) * nb for b, nb in zip(self.bs, sum_b)]

    def slopes(self, x, y):
        sum_b = [None] * len(self.bs)
        sum_w = [None] * len(self.ws)
        acts = [x]
        for b, w in zip(self.bs, self.ws):
            acts.append(sigmoid(np.dot(w, acts[-1]) + b))
        pull = acts[-1] - y
        sum_b[-1] = pull
        sum_w[-1] = np.dot(pull, acts[-2].T)
        for l in range(2, self.depth):
            a = acts[-l]
            pull = np.dot(self.ws[-l + 1].T, pull) * a * (1 - a)
            sum_b[-l] = pull
            sum_w[-l] = np.dot(pull, acts[-l - 1].T)
        return sum_b, sum_w

    def count_right(self, data):
        return sum(int(np.argmax(self.answer(x)) == np.argmax(y)) for x, y in data)


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def gate_table():
    rows = []
    for a in (0.0, 1.0):
        for b in (0.0, 1.0):
            for c in (0.0, 1.0):
                on = a == 1 and b == 1
                rows.append([[[a], [b]], [[0.0], [1.0]] if on else [[1.0], [0.0]]])
    return np.array(rows)


if __name__ == "__main__":
    random.seed(0)
    np.random.seed(0)
    table = gate_table()
    check_table = gate_table()
    net = Net([2, 6, 2])
    net.learn(table, 200, 4, 1.0, check_table)
    print("gate rows right:", net.count_right(check_table) / len(check_table))
