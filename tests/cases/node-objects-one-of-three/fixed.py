import math
import random

random.seed(11)


class Node:
    def __init__(self, n_prev):
        self.w = [random.uniform(-1, 1) for i in range(n_prev)]
        self.bias = random.uniform(-1, 1)
        self.value = 0.0
        self.err = 0.0


class Brain:
    def __init__(self, n_in, n_mid, n_out, rate):
        self.mid = [Node(n_in) for i in range(n_mid)]
        self.out = [Node(n_mid) for i in range(n_out)]
        self.rate = rate

    def squash(self, s):
        return 1.0 / (1.0 + math.exp(-s))

    def think(self, inputs):
        self.inputs = inputs
        for node in self.mid:
            s = node.bias
            for j in range(len(inputs)):
                s += node.w[j] * inputs[j]
            node.value = self.squash(s)
        for node in self.out:
            s = node.bias
            for j in range(len(self.mid)):
                s += node.w[j] * self.mid[j].value
            node.value = self.squash(s)
        return [node.value for node in self.out]

    def correct(self, wanted):
        # output errors
        for k, node in enumerate(self.out):
            node.err = node.value * (1 - node.value) * (wanted[k] - node.value)
        # hidden errors
        for j, node in enumerate(self.mid):
            s = 0.0
            for nxt in self.out:
                s += nxt.err * nxt.w[j]
            node.err = node.value * (1 - node.value) * s
        # weights
        for node in self.out:
            for j in range(len(self.mid)):
                node.w[j] += self.rate * self.mid[j].value * node.err
            node.bias += self.rate * node.err
        for node in self.mid:
            for j in range(len(self.inputs)):
                node.w[j] += self.rate * self.inputs[j] * node.err
            node.bias += self.rate * node.err


# 1 when exactly one of the three switches is on
table = []
for a in (0, 1):
    for b in (0, 1):
        for c in (0, 1):
            table.append(([a, b, c], [1 if a + b + c == 1 else 0]))

brain = Brain(3, 5, 1, 0.5)
for turn in range(4000):
    for inputs, wanted in table:
        brain.think(inputs)
        brain.correct(wanted)
    if turn % 800 == 0:
        print(turn, sum((brain.think(i)[0] - w[0]) ** 2 for i, w in table))

for inputs, wanted in table:
    print(inputs, wanted[0], round(brain.think(inputs)[0], 3))
print("total squared error", sum((brain.think(i)[0] - w[0]) ** 2 for i, w in table))
