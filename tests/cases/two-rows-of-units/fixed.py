import math
import random


class Unit:
    def __init__(self, shift):
        self.shift = shift
        self.ws = []

    def fire(self, xs):
        self.xs = xs
        total = self.shift
        for w, x in zip(self.ws, xs):
            total += w * x
        self.out = 1 / (1 + math.exp(-total))
        return self.out

    def slope(self):
        return self.out * (1 - self.out)


class UnitRow:
    def __init__(self, n_units, n_in):
        self.units = []
        for _ in range(n_units):
            unit = Unit(0.0)
            unit.ws = [random.uniform(-1, 1) for _ in range(n_in)]
            self.units.append(unit)

    def fire(self, xs):
        return [unit.fire(xs) for unit in self.units]


class TwoRowNet:
    pace = 0.5

    def __init__(self, n_in, n_hidden, n_out):
        self.hidden = UnitRow(n_hidden, n_in)
        self.output = UnitRow(n_out, n_hidden)

    def answer(self, xs):
        return self.output.fire(self.hidden.fire(xs))

    def teach(self, xs, wish):
        self.answer(xs)
        out_pulls = []
        for unit, goal in zip(self.output.units, wish):
            out_pulls.append((unit.out - goal) * unit.slope())
        hid_pulls = []
        for h, unit in enumerate(self.hidden.units):
            back = 0
            for o, upper in enumerate(self.output.units):
                back += out_pulls[o] * upper.ws[h]
            hid_pulls.append(back * unit.slope())
        for row, pulls in ((self.output, out_pulls), (self.hidden, hid_pulls)):
            for unit, pull in zip(row.units, pulls):
                for i in range(len(unit.ws)):
                    unit.ws[i] -= self.pace * pull * unit.xs[i]
                unit.shift -= self.pace * pull

    def total_error(self, examples):
        err = 0
        for xs, wish in examples:
            for got, goal in zip(self.answer(xs), wish):
                err += 0.5 * (goal - got) ** 2
        return err


random.seed(4)
# both inputs dark -> lamp on, one of them lit -> lamp off
examples = [([0, 0], [0.95]), ([0, 1], [0.05]), ([1, 0], [0.05]), ([1, 1], [0.95])]
net = TwoRowNet(2, 3, 1)
for turn in range(32001):
    xs, wish = random.choice(examples)
    net.teach(xs, wish)
    if turn % 4000 == 0:
        print(turn, round(net.total_error(examples), 6))
print('error in the end', net.total_error(examples))
