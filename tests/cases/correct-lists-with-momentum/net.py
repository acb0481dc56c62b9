import random
from math import tanh


class Unit:
    def __init__(self, inputs, rng):
        self.w = [rng.gauss(0, 1) / inputs ** 0.5 for _ in range(inputs + 1)]   # last one: bias
        self.last = [0.0] * (inputs + 1)

    def fire(self, xs):
        self.xs = xs + [1.0]
        self.y = tanh(sum(w * x for w, x in zip(self.w, self.xs)))
        return self.y

    def blame(self, error):
        # error = (wanted - got) as seen at the output of this unit
        self.delta = error * (1 - self.y * self.y)
        return [self.delta * w for w in self.w[:-1]]

    def adapt(self, eta, mu):
        for i, x in enumerate(self.xs):
            self.last[i] = eta * self.delta * x + mu * self.last[i]
            self.w[i] += self.last[i]


class Brain:
    def __init__(self, sizes, seed):
        rng = random.Random(seed)
        self.layers = [[Unit(a, rng) for _ in range(b)] for a, b in zip(sizes, sizes[1:])]

    def think(self, xs):
        for layer in self.layers:
            xs = [u.fire(xs) for u in layer]
        return xs

    def teach(self, xs, wanted, eta, mu):
        errors = [w - g for w, g in zip(wanted, self.think(xs))]
        for layer in reversed(self.layers):
            parts = [u.blame(e) for u, e in zip(layer, errors)]
            errors = [sum(col) for col in zip(*parts)]
        for layer in self.layers:
            for u in layer:
                u.adapt(eta, mu)


if __name__ == "__main__":
    # compare two numbers of two bits: first output a > b, second output a == b
    cases = []
    for a in range(4):
        for b in range(4):
            bits = [1.0 if v else -1.0 for v in (a & 2, a & 1, b & 2, b & 1)]
            cases.append((bits, [0.8 if a > b else -0.8, 0.8 if a == b else -0.8]))
    brain = Brain([4, 8, 2], seed=3)
    order = random.Random(0)
    for epoch in range(400):
        order.shuffle(cases)
        for xs, wanted in cases:
            brain.teach(xs, wanted, 0.05, 0.5)
        if epoch % 80 == 0:
            print(epoch, sum((w - g) ** 2 for xs, t in cases for w, g in zip(t, brain.think(xs))))
    right = sum((g > 0) == (w > 0) for xs, t in cases for w, g in zip(t, brain.think(xs)))
    print("right answers:", right, "of", 2 * len(cases))
