import math
import random


class Cell:
    def __init__(self, bias):
        self.bias = bias
        self.weights = []

    def fire(self, signals):
        self.signals = signals
        total = self.bias
        for s, w in zip(signals, self.weights):
            total += s * w
        self.value = 1 / (1 + math.exp(-total))
        return self.value

    def slope(self):
        return self.value * (1 - self.value)


class CellLayer:
    def __init__(self, count, n_before, bias=None):
        # all cells of one layer start from the same bias
        self.bias = bias if bias is not None else random.random()
        self.cells = [Cell(self.bias) for _ in range(count)]
        for cell in self.cells:
            cell.weights = [random.uniform(-1, 1) for _ in range(n_before)]

    def fire(self, signals):
        return [cell.fire(signals) for cell in self.cells]


class CellNet:
    RATE = 2.0

    def __init__(self, n_in, n_mid, n_out):
        self.mid = CellLayer(n_mid, n_in, bias=0.35)
        self.out = CellLayer(n_out, n_mid, bias=0.6)

    def fire(self, signals):
        return self.out.fire(self.mid.fire(signals))

    def learn(self, signals, wanted):
        self.fire(signals)

        # slopes for the last cells
        out_d = []
        for cell, t in zip(self.out.cells, wanted):
            out_d.append(-(t - cell.value) * cell.slope())

        # slopes for the cells in the middle
        mid_d = []
        for h, cell in enumerate(self.mid.cells):
            back = sum(out_d[o] * self.out.cells[o].weights[h] for o in range(len(out_d)))
            mid_d.append(back * cell.slope())

        # new values
        for layer, ds in ((self.out, out_d), (self.mid, mid_d)):
            for cell, d in zip(layer.cells, ds):
                for k in range(len(cell.weights)):
                    cell.weights[k] -= self.RATE * d * cell.signals[k]

    def total_error(self, sets):
        total = 0
        for signals, wanted in sets:
            for t, v in zip(wanted, self.fire(signals)):
                total += 0.5 * (t - v) ** 2
        return total


if __name__ == "__main__":
    random.seed(5)
    # temperature below the set point -> heater on, above the upper point -> fan on
    sets = []
    for k in range(21):
        x = k / 20
        sets.append(([x], [1.0 if x < 0.3 else 0.0, 1.0 if x > 0.75 else 0.0]))
    net = CellNet(1, 4, 2)
    for i in range(80000):
        signals, wanted = random.choice(sets)
        net.learn(signals, wanted)
        if i % 10000 == 0:
            print(i, "error", round(net.total_error(sets), 5))
    print("final error", round(net.total_error(sets), 5))
