import math
import random


def matrix(rows, cols, rnd):
    return [[rnd.uniform(-1, 1) for _ in range(cols)] for _ in range(rows)]


def times(m, v):
    return [sum(a * b for a, b in zip(row, v)) for row in m]


class SketchNetwork:
    ACTIVATIONS = ("sigmoid", "tanh")

    def __init__(self, n_in, n_hidden, n_out, rate=0.1, activation="sigmoid", seed=0):
        rnd = random.Random(seed)
        # the last column of each matrix belongs to a constant 1
        self.wih = matrix(n_hidden, n_in + 1, rnd)
        self.who = matrix(n_out, n_hidden + 1, rnd)
        self.rate = rate
        if activation not in self.ACTIVATIONS:
            raise ValueError(activation)
        if activation == "sigmoid":
            self.activate = lambda x: 1 / (1 + math.exp(-x))
            self.slope = lambda y: y * (1 - y)
        else:
            self.activate = math.tanh
            self.slope = lambda y: y * (1 - y)

    def query(self, inputs):
        hidden = [self.activate(s) for s in times(self.wih, inputs + [1])]
        return [self.activate(s) for s in times(self.who, hidden + [1])]

    def train(self, inputs, targets):
        hidden = [self.activate(s) for s in times(self.wih, inputs + [1])]
        outputs = [self.activate(s) for s in times(self.who, hidden + [1])]

        out_pull = [(t - o) * self.slope(o) for t, o in zip(targets, outputs)]
        hid_pull = []
        for j in range(len(hidden)):
            err = sum(out_pull[k] * self.who[k][j] for k in range(len(outputs)))
            hid_pull.append(err * self.slope(hidden[j]))

        for k in range(len(outputs)):
            for j, h in enumerate(hidden + [1]):
                self.who[k][j] += self.rate * out_pull[k] * h
        for j in range(len(hidden)):
            for i, x in enumerate(inputs + [1]):
                self.wih[j][i] += self.rate * hid_pull[j] * x
        return sum((t - o) ** 2 for t, o in zip(targets, outputs))


def draw_points(count, rnd):
    # is the point inside the stripe between two lines?
    points = []
    for _ in range(count):
        x, y = rnd.uniform(-1, 1), rnd.uniform(-1, 1)
        inside = -0.4 < x + y < 0.5
        points.append(([x, y], inside))
    return points


if __name__ == "__main__":
    rnd = random.Random(4)
    points = draw_points(150, rnd)
    brain = SketchNetwork(2, 5, 1, rate=0.05, activation="tanh", seed=1)
    for epoch in range(201):
        rnd.shuffle(points)
        total = sum(brain.train(xy, [0.9 if inside else -0.9]) for xy, inside in points)
        if epoch % 50 == 0:
            print("epoch", epoch, "squared error", total / len(points))
    good = sum((brain.query(xy)[0] > 0) == inside for xy, inside in points)
    print("classified well:", good / len(points))
