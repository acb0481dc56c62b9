from random import Random
from math import exp
from copy import copy

rnd = Random(2024)


def make_rows(n):
    rows = []
    for _ in range(n):
        kind = rnd.choice(['kama', 'rosa', 'canadian'])
        length, width, groove = {'kama': (14.3, 3.25, 5.1), 'rosa': (18.3, 3.68, 6.0), 'canadian': (11.9, 2.85, 5.1)}[kind]
        shift = rnd.gauss(0, 0.5)
        rows.append(([length + shift + rnd.gauss(0, 0.6), width + 0.2 * shift + rnd.gauss(0, 0.1),
                      groove + rnd.gauss(0, 0.2), 100 + rnd.gauss(0, 30)], kind))
    return rows


class Scaler:
    def __init__(self, xs):
        cols = list(zip(*xs))
        self.lo = [min(c) for c in cols]
        self.hi = [max(c) for c in cols]

    def __call__(self, x):
        return [(v - a) / (b - a) for v, a, b in zip(x, self.lo, self.hi)]


class Net:
    def __init__(self, n_in, n_hid, labels):
        self.labels = labels
        self.hid = [[rnd.uniform(-.7, .7) for _ in range(n_in + 1)] for _ in range(n_hid)]
        self.out = [[rnd.uniform(-.7, .7) for _ in range(n_hid + 1)] for _ in labels]

    @staticmethod
    def layer(weights, x):
        return [1 / (1 + exp(-(w[-1] + sum(a * b for a, b in zip(w, x))))) for w in weights]

    def forward(self, x):
        h = self.layer(self.hid, x)
        return h, self.layer(self.out, h)

    def learn(self, x, label, lr):
        h, o = self.forward(x)
        # squared error 1/2 sum (o - t)^2
        d_out = [(a - (l == label)) * a * (1 - a) for a, l in zip(o, self.labels)]
        d_hid = [b * (1 - b) * sum(d * w[j] for d, w in zip(d_out, self.out)) for j, b in enumerate(h)]
        for deltas, weights, inp in ((d_out, self.out, h), (d_hid, self.hid, x)):
            for d, w in zip(deltas, weights):
                for j, v in enumerate(inp):
                    w[j] -= lr * d * v
                w[-1] -= lr * d
        return 0.5 * sum((a - (l == label)) ** 2 for a, l in zip(o, self.labels))

    def predict(self, x):
        o = self.forward(x)[1]
        return self.labels[max(range(len(o)), key=o.__getitem__)]


def evaluate_fold(train, test):
    xs, ts = map(list, zip(*train))
    scale = Scaler(xs)
    xs = [scale(x) for x in xs]
    net = Net(4, 6, ['kama', 'rosa', 'canadian'])
    for epoch in range(40):
        pairs = list(zip(xs, ts))
        rnd.shuffle(pairs)
        xs, ts = zip(*pairs)
        for x, t in zip(xs, ts):
            net.learn(x, t, 0.5)
    hits = [net.predict(scale(x)) == t for x, t in test]
    return sum(hits) / len(hits)


def main():
    rows = make_rows(180)
    pool, folds = copy(rows), [[] for _ in range(5)]
    while pool:
        for f in folds:
            if pool:
                f.append(pool.pop(rnd.randrange(len(pool))))
    scores = []
    for k, test in enumerate(folds):
        train = [r for j, f in enumerate(folds) if j != k for r in f]
        scores.append(evaluate_fold(train, test))
        print('fold', k, 'accuracy', round(scores[-1], 3))
    print('mean accuracy', sum(scores) / len(scores))


main()
