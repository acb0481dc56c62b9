import math
import random


def dot(v, w):
    return sum(a * b for a, b in zip(v, w))


def squash(t):
    return 1 / (1 + math.exp(-t))


def unit_output(weights, inputs):
    return squash(dot(weights, inputs))


def run(network, inputs):
    """network: list of layers, each a list of weight lists, bias last"""
    outputs = []
    for layer in network:
        with_bias = inputs + [1]
        inputs = [unit_output(unit, with_bias) for unit in layer]
        outputs.append(inputs)
    return outputs


def learn(network, inputs, target, step):
    hidden, outs = run(network, inputs)

    out_deltas = [o * (1 - o) * (o - t) for o, t in zip(outs, target)]
    hid_deltas = [h * (1 - h) * dot(out_deltas, [unit[i] for unit in network[-1]])
                  for i, h in enumerate(hidden)]

    for i, unit in enumerate(network[-1]):
        for j, h in enumerate(hidden + [1]):
            unit[j] -= step * out_deltas[i] * h

    for i, unit in enumerate(network[0]):
        for j, x in enumerate(inputs + [1]):
            unit[j] -= step * hid_deltas[i] * x


def total_error(network, inputs, targets):
    return sum(sum((o - t) ** 2 for o, t in zip(run(network, x)[-1], y)) for x, y in zip(inputs, targets))


if __name__ == "__main__":
    pictures = ["1111.11.1111.11", "..1..1..1..1..1", "111..11111..111", "111..1111..1111", "1.11.1111..1..1"]
    inputs = [[1 if c == "1" else 0 for c in p] for p in pictures]
    targets = [[1 if i == j else 0 for i in range(5)] for j in range(5)]
    random.seed(0)
    network = [[[random.uniform(-1, 1) for _ in range(16)] for _ in range(5)],
               [[random.uniform(-1, 1) for _ in range(6)] for _ in range(5)]]
    for k in range(1500):
        for x, t in zip(inputs, targets):
            learn(network, x, t, 1.5)
        if k % 300 == 0:
            print(k, total_error(network, inputs, targets))
    for x in inputs:
        print([round(o, 2) for o in run(network, x)[-1]])
    print("total error:", total_error(network, inputs, targets))
