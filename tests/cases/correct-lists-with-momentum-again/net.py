import math
import random


class Net:
    def __init__(self, nin, nhid, nout):
        # +1 for the bias in both places
        self.w1 = [[random.uniform(-0.8, 0.8) for _ in range(nin + 1)] for _ in range(nhid)]
        self.w2 = [[random.uniform(-0.8, 0.8) for _ in range(nhid + 1)] for _ in range(nout)]
        self.m1 = [[0.0] * (nin + 1) for _ in range(nhid)]
        self.m2 = [[0.0] * (nhid + 1) for _ in range(nout)]

    def ask(self, xs):
        self.xs = list(xs) + [1.0]
        self.hs = [math.tanh(sum(w * x for w, x in zip(row, self.xs))) for row in self.w1] + [1.0]
        self.ys = [math.tanh(sum(w * h for w, h in zip(row, self.hs))) for row in self.w2]
        return self.ys

    def correct(self, wanted, n, m):
        dy = [(t - y) * (1 - y * y) for t, y in zip(wanted, self.ys)]
        dh = []
        for j in range(len(self.w1)):
            err = sum(dy[k] * self.w2[k][j] for k in range(len(dy)))
            dh.append(err * (1 - self.hs[j] ** 2))
        for k, d in enumerate(dy):
            for j, h in enumerate(self.hs):
                self.m2[k][j] = n * d * h + m * self.m2[k][j]
                self.w2[k][j] += self.m2[k][j]
        for j, d in enumerate(dh):
            for i, x in enumerate(self.xs):
                self.m1[j][i] = n * d * x + m * self.m1[j][i]
                self.w1[j][i] += self.m1[j][i]
        return sum(0.5 * (t - y) ** 2 for t, y in zip(wanted, self.ys))

    def train(self, pats, iterations=1500, n=0.1, m=0.5):
        for i in range(iterations):
            error = 0.0
            for xs, wanted in pats:
                self.ask(xs)
                error += self.correct(wanted, n, m)
            if i % 300 == 0:
                print('error %-.5f' % error)


random.seed(3)
# -1 / 1: are two of the inputs different?  are all the same?
pats = []
for a in (-1, 1):
    for b in (-1, 1):
        for c in (-1, 1):
            pats.append(((a, b, c), (0.9 if a != b else -0.9, 0.9 if a == b == c else -0.9)))
net = Net(3, 6, 2)
net.train(pats)
total = 0
for xs, wanted in pats:
    ys = net.ask(xs)
    print(xs, wanted, ['%.3f' % y for y in ys])
    total += sum((t - y) ** 2 for t, y in zip(wanted, ys))
print('total error', total)
