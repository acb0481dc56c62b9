from math import exp
from random import random, seed, shuffle, gauss


def initialize(n_in, n_hidden, n_out):
    hidden = [[random() * 2 - 1 for _ in range(n_in + 1)] for _ in range(n_hidden)]
    output = [[random() * 2 - 1 for _ in range(n_hidden + 1)] for _ in range(n_out)]
    return [hidden, output]


def transfer(activation):
    return 1.0 / (1.0 + exp(-activation))


def forward(network, row):
    outputs = [row]
    for layer in network:
        fresh = []
        for weights in layer:
            activation = weights[-1]
            for i in range(len(weights) - 1):
                activation += weights[i] * outputs[-1][i]
            fresh.append(transfer(activation))
        outputs.append(fresh)
    return outputs


def backward(network, outputs, expected):
    deltas = [None] * len(network)
    for i in reversed(range(len(network))):
        out = outputs[i + 1]
        if i == len(network) - 1:
            errors = [expected[j] - out[j] for j in range(len(out))]
        else:
            errors = [sum(network[i + 1][k][j] * deltas[i + 1][k] for k in range(len(network[i + 1])))
                      for j in range(len(out))]
        deltas[i] = [errors[j] * out[j] * (1 - out[j]) for j in range(len(out))]
    return deltas


def update(network, outputs, deltas, l_rate):
    for i, layer in enumerate(network):
        inputs = outputs[i]
        for k, weights in enumerate(layer):
            for j in range(len(inputs)):
                weights[j] += l_rate * deltas[i][k]
            weights[-1] += l_rate * deltas[i][k]


def beans(count):
    rows = []
    middles = [(0.2, 0.8, 0.3), (0.8, 0.7, 0.4), (0.5, 0.2, 0.6)]
    for n in range(count):
        kind = n % 3
        rows.append(([gauss(m, 0.12) for m in middles[kind]], kind))
    return rows


seed(4)
dataset = beans(90)
network = initialize(3, 5, 3)
for epoch in range(150):
    shuffle(dataset)
    sum_error = 0
    for row, kind in dataset:
        expected = [1 if k == kind else 0 for k in range(3)]
        outputs = forward(network, row)
        sum_error += sum((expected[k] - outputs[-1][k]) ** 2 for k in range(3))
        update(network, outputs, backward(network, outputs, expected), 0.4)
    if epoch % 25 == 0:
        print('>epoch=%d, error=%.3f' % (epoch, sum_error))
right = sum(max(range(3), key=forward(network, row)[-1].__getitem__) == kind for row, kind in dataset)
print('beans sorted right: %d of %d' % (right, len(dataset)))
print('last error=%.4f' % sum_error)
