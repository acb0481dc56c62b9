import math
import random

random.seed(1)


class Unit:
    def __init__(self, n):
        self.w = [random.gauss(0, 0.6) for _ in range(n)]
        self.bias = 0.0
        self.gw = [0.0] * n
        self.gb = 0.0

    def fire(self, xs):
        self.xs = xs
        self.out = math.tanh(sum(w * x for w, x in zip(self.w, xs)) + self.bias)
        return self.out

    def blame(self, err):
        d = err * (1 - self.out ** 2)
        self.gb += d
        for i, x in enumerate(self.xs):
            self.gw[i] += d * x
        return [d * w for w in self.w]

    def learn(self, rate, count):
        self.w = [w - rate * g / count for w, g in zip(self.w, self.gw)]
        self.bias -= rate * self.gb / count
        self.gw = [0.0] * len(self.w)
        self.gb = 0.0


class Network:
    def __init__(self, sizes):
        self.layers = [[Unit(n) for _ in range(m)] for n, m in zip(sizes[:-1], sizes[1:])]

    def answer(self, xs):
        for layer in self.layers:
            xs = [u.fire(xs) for u in layer]
        return xs

    def teach(self, examples, rate, rounds):
        for r in range(rounds):
            loss = 0.0
            for xs, wish in examples:
                out = self.answer(xs)
                errs = [o - w for o, w in zip(out, wish)]
                loss += sum(e * e for e in errs) / 2
                for layer in reversed(self.layers):
                    parts = [u.blame(e) for u, e in zip(layer, errs)]
                    errs = [sum(column) for column in zip(*parts)]
            for layer in self.layers:
                for u in layer:
                    u.learn(rate, len(examples))
            if r % 400 == 0:
                print("round", r, "loss", loss / len(examples))


# four switches at -1 or +1: [do the outer two agree?, do the inner two agree?]
cases = []
for n in range(16):
    s = [1 if n & (1 << k) else -1 for k in range(4)]
    cases.append((s, [0.9 * s[0] * s[3], 0.9 * s[1] * s[2]]))
net = Network([4, 12, 2])
net.teach(cases, 0.3, 2000)
wrong = sum(1 for s, w in cases for o, t in zip(net.answer(s), w) if o * t <= 0)
print("wrong signs:", wrong)
