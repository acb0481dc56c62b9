import math
import random


class Unit:
    def __init__(self, n, rng):
        self.w = [rng.gauss(0, 1 / math.sqrt(n)) for _ in range(n)]
        self.c = 0.0
        self.reset()

    def reset(self):
        self.dw = [0.0] * len(self.w)
        self.dc = 0.0

    def total(self, x):
        return sum(a * b for a, b in zip(self.w, x)) + self.c

    def note(self, d, x):
        for i in range(len(x)):
            self.dw[i] += d * x[i]
        self.dc += d

    def shift(self, rate, n):
        self.w = [w - rate * g / n for w, g in zip(self.w, self.dw)]
        self.c -= rate * self.dc / n
        self.reset()


def softplus(v):
    return math.log1p(math.exp(-abs(v))) + max(v, 0.0)


def softplus_slope(v):
    return 1 / (1 + math.exp(-v))


def predict(hidden, last, x):
    sums = [u.total(x) for u in hidden]
    mids = [softplus(s) for s in sums]
    return sums, mids, last.total(mids)


def epoch(hidden, last, rows, rate):
    err = 0.0
    for x, y in rows:
        sums, mids, out = predict(hidden, last, x)
        d = out - y
        err += d * d / 2
        for j, u in enumerate(hidden):
            u.note(d * last.w[j] * softplus_slope(sums[j]), x)
        last.note(d, mids)
    for u in hidden + [last]:
        u.shift(rate, len(rows))
    return err / len(rows)


if __name__ == "__main__":
    rng = random.Random(8)
    # fuel per 100 km (scaled) from speed and load (scaled to -1..1)
    rows = []
    for _ in range(60):
        v, q = rng.uniform(-1, 1), rng.uniform(-1, 1)
        rows.append(([v, q], 0.8 * (v - 0.2) ** 2 + 0.3 * q + rng.gauss(0, 0.02)))
    hidden = [Unit(2, rng) for _ in range(8)]
    last = Unit(8, rng)
    for k in range(1, 2001):
        err = epoch(hidden, last, rows, 0.3)
        if k % 400 == 0:
            print("epoch", k, "half squared error", err)
    print("final", err)
