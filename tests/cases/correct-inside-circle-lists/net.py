import math
import random


class Net:
    def __init__(self, n, m):
        self.w = [[random.gauss(0, 1) for _ in range(n)] for _ in range(m)]
        self.b = [random.gauss(0, 0.5) for _ in range(m)]
        self.v = [random.gauss(0, 0.5) for _ in range(m)]
        self.c = 0.0

    def ask(self, x):
        self.h = []
        for row, bias in zip(self.w, self.b):
            s = bias
            for wi, xi in zip(row, x):
                s += wi * xi
            self.h.append(math.tanh(s))
        s = self.c
        for vi, hi in zip(self.v, self.h):
            s += vi * hi
        return 1.0 / (1.0 + math.exp(-s))

    def teach(self, x, t, rate):
        o = self.ask(x)
        # logistic output with log loss: slope is just o - t
        d = o - t
        for k in range(len(self.v)):
            dk = d * self.v[k] * (1.0 - self.h[k] ** 2)
            self.v[k] -= rate * d * self.h[k]
            for i in range(len(x)):
                self.w[k][i] -= rate * dk * x[i]
            self.b[k] -= rate * dk
        self.c -= rate * d
        return -math.log(o if t == 1 else 1.0 - o)


if __name__ == "__main__":
    random.seed(31)
    points = [[random.uniform(-1, 1), random.uniform(-1, 1)] for _ in range(200)]
    inside = [1 if p[0] ** 2 + p[1] ** 2 < 0.6 else 0 for p in points]
    net = Net(2, 8)
    for epoch in range(120):
        rate = 0.2 / (1 + epoch / 60)
        order = list(range(200))
        random.shuffle(order)
        total = 0
        for i in order:
            total += net.teach(points[i], inside[i], rate)
        if epoch % 20 == 0:
            print("epoch", epoch, "log loss", total / 200)
    right = sum((net.ask(p) > 0.5) == bool(t) for p, t in zip(points, inside))
    print("right:", right, "of 200")
