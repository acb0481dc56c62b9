import math
import random

random.seed(3)

SHAPES = ["111010010",   # T
          "100100111",   # L
          "101010101",   # X
          "111101111"]   # O


def picture(text, noise):
    return [float(ch) if random.random() > noise else 1.0 - float(ch) for ch in text]


def wanted(k):
    return [1.0 if i == k else 0.0 for i in range(len(SHAPES))]


def logistic(t):
    return 1 / (1 + math.exp(-t))


def inner(v, w):
    return sum(a * b for a, b in zip(v, w))


def outputs_of(net, vector):
    """list of the outputs of every layer; the last weight of a unit is its bias"""
    result = []
    for layer in net:
        with_bias = vector + [1.0]
        vector = [logistic(inner(unit, with_bias)) for unit in layer]
        result.append(vector)
    return result


def learn(net, vector, target, rate):
    hidden, out = outputs_of(net, vector)

    # output layer first
    out_deltas = [o * (1 - o) * (o - t) for o, t in zip(out, target)]
    for i, unit in enumerate(net[-1]):
        for j, h in enumerate(hidden + [1.0]):
            unit[j] -= rate * out_deltas[i] * h

    # now the hidden layer
    hidden_deltas = [h * (1 - h) * inner(out_deltas, [unit[i] for unit in net[-1]])
                     for i, h in enumerate(hidden)]
    for i, unit in enumerate(net[0]):
        for j, x in enumerate(vector + [1.0]):
            unit[j] -= rate * hidden_deltas[i] * x


n_hidden = 6
network = [[[random.uniform(-1, 1) for _ in range(9 + 1)] for _ in range(n_hidden)],
           [[random.uniform(-1, 1) for _ in range(n_hidden + 1)] for _ in range(len(SHAPES))]]

training = [(picture(SHAPES[k % 4], 0.05), wanted(k % 4)) for k in range(40)]

for epoch in range(150):
    random.shuffle(training)
    for vector, target in training:
        learn(network, vector, target, 1.0)
    if epoch % 30 == 0 or epoch == 149:
        err = sum(sum((o - t) ** 2 for o, t in zip(outputs_of(network, v)[-1], target))
                  for v, target in training)
        print("epoch", epoch, "squared error", err)

for k, text in enumerate(SHAPES):
    print("TLXO"[k], [round(o, 2) for o in outputs_of(network, [float(c) for c in text])[-1]])
