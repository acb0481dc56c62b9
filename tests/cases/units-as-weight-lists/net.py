import math
import random

random.seed(0)


def sigmoid(t):
    return 1 / (1 + math.exp(-t))


def dot(v, w):
    return sum(a * b for a, b in zip(v, w))


def unit_output(weights, inputs):
    return sigmoid(dot(weights, inputs))


def run_network(network, vector):
    """returns the outputs of every layer"""
    results = []
    for layer in network:
        with_one = vector + [1]
        out = [unit_output(unit, with_one) for unit in layer]
        results.append(out)
        vector = out
    return results


def learn_one(network, vector, target, rate):
    hidden, outputs = run_network(network, vector)

    # the output layer
    out_deltas = [o * (1 - o) * (o - t) for o, t in zip(outputs, target)]
    for i, unit in enumerate(network[-1]):
        for j, h in enumerate(hidden + [1]):
            unit[j] -= rate * out_deltas[i] * h

    # the hidden layer gets its share
    hid_deltas = [h * (1 - h) * dot(out_deltas, [unit[i] for unit in network[-1]])
                  for i, h in enumerate(hidden)]
    for i, unit in enumerate(network[0]):
        for j, x in enumerate(vector + [1]):
            unit[j] -= rate * hid_deltas[i] * x


glyphs = ["111101111", "010010010", "110010011", "110011110", "101111001"]
inputs = [[int(c) for c in g] for g in glyphs]
targets = [[1 if i == j else 0 for i in range(5)] for j in range(5)]

network = [[[random.uniform(-1, 1) for _ in range(9 + 1)] for _ in range(5)],
           [[random.uniform(-1, 1) for _ in range(5 + 1)] for _ in range(5)]]

for epoch in range(1500):
    for x, t in zip(inputs, targets):
        learn_one(network, x, t, 1.0)
    if epoch % 300 == 299:
        total = sum((o - t) ** 2 for x, y in zip(inputs, targets) for o, t in zip(run_network(network, x)[-1], y))
        print("epoch", epoch + 1, "squared error", total)

for x in inputs:
    print([round(o, 2) for o in run_network(network, x)[-1]])
