from math import tanh
import random


class Unit:
    def __init__(self, n, rnd):
        self.w = [rnd.gauss(0, n ** -0.5) for _ in range(n)]
        self.bias = 0.0

    def out(self, xs):
        self.xs = xs
        self.y = tanh(self.bias + sum(a * b for a, b in zip(self.w, xs)))
        return self.y

    def learn(self, err, rate):
        """err is dE/dy; gives dE/dx for every input and then moves the weights"""
        slope = err * (1 - self.y * self.y)
        down = [slope * w for w in self.w]
        self.w = [w - rate * slope * x for w, x in zip(self.w, self.xs)]
        self.bias -= rate * slope
        return down


class Net:
    def __init__(self, shape, seed):
        rnd = random.Random(seed)
        self.layers = [[Unit(a, rnd) for _ in range(b)] for a, b in zip(shape, shape[1:])]

    def out(self, xs):
        for layer in self.layers:
            xs = [u.out(xs) for u in layer]
        return xs

    def learn(self, xs, target, rate):
        ys = self.out(xs)
        err = [y - t for y, t in zip(ys, target)]
        for layer in reversed(self.layers):
            parts = [u.learn(e, rate) for u, e in zip(layer, err)]
            err = [sum(col) for col in zip(*parts)]
        return sum((y - t) ** 2 for y, t in zip(ys, target)) / 2


def main():
    # 5 votes of +1/-1; the target is the majority, turned round if the first two disagree
    cases = []
    for n in range(32):
        v = [1 if n >> k & 1 else -1 for k in range(5)]
        m = 1 if sum(v) > 0 else -1
        cases.append((v, [0.9 * (m if v[0] == v[1] else -m)]))
    net = Net([5, 10, 1], 4)
    order = random.Random(0)
    for epoch in range(400):
        order.shuffle(cases)
        e = sum(net.learn(v, t, 0.1) for v, t in cases)
        if epoch % 80 == 0:
            print("epoch", epoch, "error", e)
    right = sum((net.out(v)[0] > 0) == (t[0] > 0) for v, t in cases)
    print("share right", right / len(cases))


if __name__ == "__main__":
    main()
