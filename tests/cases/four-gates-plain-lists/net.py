# four gates at once, one output unit per gate, plain python
import math
import random

random.seed(9)


def sig(v):
    if v < -40:
        return 0.0
    return 1.0 / (1.0 + math.exp(-v))


class Layer:
    def __init__(self, n_in, n_out):
        r = 1.0 / math.sqrt(n_in)
        # w[k][j]: from input j to unit k
        self.w = [[random.uniform(-r, r) for j in range(n_in)] for k in range(n_out)]
        self.b = [random.uniform(-r, r) for k in range(n_out)]

    def run(self, values):
        self.values = values
        self.out = [sig(sum(w * v for w, v in zip(row, values)) + b)
                    for row, b in zip(self.w, self.b)]
        return self.out

    def move(self, deltas, rate):
        for k, delta in enumerate(deltas):
            for j, v in enumerate(self.values):
                self.w[k][j] -= rate * delta * v
            self.b[k] -= rate * delta


def train_one(hidden, top, x, wanted, rate):
    out = top.run(hidden.run(x))
    d_top = [(o - t) * o * (1 - o) for o, t in zip(out, wanted)]
    d_hid = []
    for j, h in enumerate(hidden.out):
        back = sum(d_top[k] * top.w[j][k] for k in range(len(d_top)))
        d_hid.append(back * h * (1 - h))
    top.move(d_top, rate)
    hidden.move(d_hid, rate)
    return 0.5 * sum((o - t) ** 2 for o, t in zip(out, wanted))


def gates(a, b):
    return [float(a != b), float(a and b), float(a == b), float(a > b)]


if __name__ == "__main__":
    table = [([float(a), float(b)], gates(a, b)) for a in (0, 1) for b in (0, 1)]
    hidden, top = Layer(2, 4), Layer(4, 4)
    for epoch in range(801):
        random.shuffle(table)
        err = 0.0
        for x, wanted in table:
            err += train_one(hidden, top, x, wanted, 0.5)
        if epoch % 200 == 0:
            print("epoch", epoch, "error of the table", err)
    for x, wanted in table:
        print(x, wanted, ["%.2f" % o for o in top.run(hidden.run(x))])
