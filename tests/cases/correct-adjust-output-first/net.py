import math
import random

random.seed(0)


def sigmoid(t):
    return 1 / (1 + math.exp(-t))


def dot(v, w):
    return sum(a * b for a, b in zip(v, w))


def feed_forward(network, vector):
    outputs = []
    for layer in network:
        with_bias = vector + [1]
        vector = [sigmoid(dot(neuron, with_bias)) for neuron in layer]
        outputs.append(vector)
    return outputs


def backpropagate(network, vector, target, pace):
    hidden_outputs, outputs = feed_forward(network, vector)

    output_deltas = [o * (1 - o) * (o - t) for o, t in zip(outputs, target)]
    hidden_deltas = [h * (1 - h) * dot(output_deltas, [n[i] for n in network[-1]])
                     for i, h in enumerate(hidden_outputs)]

    # the output layer is adjusted first, then the hidden one
    for i, neuron in enumerate(network[-1]):
        for j, h in enumerate(hidden_outputs + [1]):
            neuron[j] -= pace * output_deltas[i] * h
    for i, neuron in enumerate(network[0]):
        for j, value in enumerate(vector + [1]):
            neuron[j] -= pace * hidden_deltas[i] * value


def squares(network, rows):
    return sum((o - t) ** 2 for v, target in rows for o, t in zip(feed_forward(network, v)[-1], target))


raw = ["111101101101111", "010010010010010", "111001111100111", "111001111001111", "101101111001001"]
rows = []
for k, digits in enumerate(raw):
    clean = [int(c) for c in digits]
    target = [1 if i == k else 0 for i in range(5)]
    for _ in range(6):
        rows.append(([min(1, max(0, c + random.gauss(0, 0.15))) for c in clean], target))

network = [[[random.uniform(-1, 1) for _ in range(16)] for _ in range(5)],
           [[random.uniform(-1, 1) for _ in range(6)] for _ in range(5)]]

for r in range(400):
    for vector, target in rows:
        backpropagate(network, vector, target, 0.5)
    if r % 100 == 99:
        print("round", r + 1, "squares", squares(network, rows))

good = sum(out.index(max(out)) == target.index(1) for v, target in rows for out in [feed_forward(network, v)[-1]])
print("recognised:", good / len(rows))
