import math
import random

random.seed(5)


def tanh_slope(value):
    return 1 - value * value


class Unit:
    def __init__(self, n):
        self.w = [random.uniform(-0.7, 0.7) for _ in range(n)]
        self.threshold = random.uniform(-0.7, 0.7)

    def fire(self, inputs):
        self.inputs = inputs
        self.value = math.tanh(sum(a * b for a, b in zip(self.w, inputs)) - self.threshold)
        return self.value

    def backward(self, blame):
        """blame: target direction times weight from above; returns the share of every input"""
        local = blame * tanh_slope(self.value)
        share = [local * w for w in self.w]
        for i, value in enumerate(self.inputs):
            self.w[i] += Unit.pace * local * value
        self.threshold -= Unit.pace * local
        return share


Unit.pace = 0.1
hidden = [Unit(2) for _ in range(4)]
outputs = [Unit(4) for _ in range(3)]  # AND, OR, XOR

rows = []
for a in (-1, 1):
    for b in (-1, 1):
        rows.append(([a, b], [0.9 if g else -0.9 for g in (a > 0 and b > 0, a > 0 or b > 0, a != b)]))


def run(inputs):
    middle = [u.fire(inputs) for u in hidden]
    return [u.fire(middle) for u in outputs]


for turn in range(6000):
    for inputs, wanted in rows:
        result = run(inputs)
        blame = [0.0] * len(hidden)
        for unit, r, t in zip(outputs, result, wanted):
            for j, s in enumerate(unit.backward(t - r)):
                blame[j] += s
        for unit, b in zip(hidden, blame):
            unit.backward(b)
    if turn % 1000 == 0:
        print(turn, sum((t - r) ** 2 for i, w in rows for r, t in zip(run(i), w)) / 2)

for inputs, wanted in rows:
    print(inputs, [round(r, 2) for r in run(inputs)], wanted)
print("error", sum((t - r) ** 2 for i, w in rows for r, t in zip(run(i), w)) / 2)
