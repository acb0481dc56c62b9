import math
import random


def dot(v, w):
    return sum(a * b for a, b in zip(v, w))


def sigmoid(t):
    return 1 / (1 + math.exp(-t))


def unit_output(weights, inputs):
    return sigmoid(dot(weights, inputs))


def feed(network, vector):
    """returns the outputs of every layer; each layer sees a bias 1 at the end"""
    outputs = []
    for layer in network:
        with_bias = vector + [1]
        vector = [unit_output(unit, with_bias) for unit in layer]
        outputs.append(vector)
    return outputs


def teach_one(network, vector, wish, rate):
    hidden, out = feed(network, vector)
    out_deltas = [o * (1 - o) * (o - w) for o, w in zip(out, wish)]

    hidden_deltas = [h * (1 - h) * dot(out_deltas, [unit[j] for unit in network[-1]])
                     for j, h in enumerate(hidden)]

    # output layer
    for i, unit in enumerate(network[-1]):
        for j, h in enumerate(hidden + [1]):
            unit[j] -= rate * out_deltas[i] * h

    # hidden layer
    for i, unit in enumerate(network[0]):
        for j, x in enumerate(vector + [1]):
            unit[j] -= rate * hidden_deltas[i] * x


def total_error(network, data):
    return sum((o - w) ** 2 for vector, wish in data
               for o, w in zip(feed(network, vector)[-1], wish))


ART = ["11111 1...1 1...1 1...1 11111", "..1.. ..1.. ..1.. ..1.. ..1..",
       "11111 ....1 11111 1.... 11111", "11111 ....1 11111 ....1 11111",
       "1...1 1...1 11111 ....1 ....1", "11111 1.... 11111 ....1 11111"]


def picture(text):
    return [1 if c == "1" else 0 for c in text if c != " "]


if __name__ == "__main__":
    random.seed(0)
    data = [(picture(t), [1 if i == k else 0 for k in range(6)]) for i, t in enumerate(ART)]
    network = [[[random.uniform(-1, 1) for _ in range(25 + 1)] for _ in range(5)],
               [[random.uniform(-1, 1) for _ in range(5 + 1)] for _ in range(6)]]
    for epoch in range(601):
        for vector, wish in data:
            teach_one(network, vector, wish, 2.0)
        if epoch % 100 == 0:
            print("epoch", epoch, "error", total_error(network, data))
    for i, (vector, wish) in enumerate(data):
        print(i, [round(o, 2) for o in feed(network, vector)[-1]])
    print("final error", total_error(network, data))
