import math
import random

# a network is a list of layers, a layer a list of neurons, a neuron a list of weights
# (the last weight of a neuron belongs to the constant input 1)

PICTURES = [
    "11111 1...1 1...1 1...1 11111",
    "..1.. ..1.. ..1.. ..1.. ..1..",
    "11111 ....1 11111 1.... 11111",
    "11111 ....1 11111 ....1 11111",
    "1...1 1...1 11111 ....1 ....1",
    "11111 1.... 11111 ....1 11111",
    "11111 1.... 11111 1...1 11111",
    "11111 ....1 ....1 ....1 ....1",
]


def to_vector(picture):
    return [1 if ch == "1" else 0 for ch in picture.replace(" ", "")]


def dot(v, w):
    return sum(a * b for a, b in zip(v, w))


def sigmoid(t):
    return 1 / (1 + math.exp(-t))


def neuron_output(weights, inputs):
    return sigmoid(dot(weights, inputs))


def feed_forward(network, inputs):
    outputs = []
    for layer in network:
        with_one = inputs + [1]
        inputs = [neuron_output(neuron, with_one) for neuron in layer]
        outputs.append(inputs)
    return outputs


def backpropagate(network, inputs, target, rate):
    hidden_outputs, outputs = feed_forward(network, inputs)

    # output neurons
    output_deltas = [o * (1 - o) * (o - t) for o, t in zip(outputs, target)]
    for i, neuron in enumerate(network[-1]):
        for j, hidden_output in enumerate(hidden_outputs + [1]):
            neuron[j] -= rate * output_deltas[i] * hidden_output

    # hidden neurons
    hidden_deltas = [h * (1 - h) * dot(output_deltas, [neuron[k] for neuron in network[-1]])
                     for k, h in enumerate(hidden_outputs)]
    for i, neuron in enumerate(network[0]):
        for j, inp in enumerate(inputs + [1]):
            neuron[j] -= rate * hidden_deltas[i] * inp


def total_error(network, inputs, targets):
    return sum((o - t) ** 2
               for x, target in zip(inputs, targets)
               for o, t in zip(feed_forward(network, x)[-1], target)) / 2


if __name__ == "__main__":
    random.seed(0)
    inputs = [to_vector(p) for p in PICTURES]
    targets = [[1 if i == j else 0 for i in range(8)] for j in range(8)]
    network = [[[random.uniform(-1, 1) for _ in range(26)] for _ in range(6)],
               [[random.uniform(-1, 1) for _ in range(7)] for _ in range(8)]]
    for epoch in range(1001):
        for x, target in zip(inputs, targets):
            backpropagate(network, x, target, 2.0)
        if epoch % 200 == 0:
            print("epoch", epoch, "error", total_error(network, inputs, targets))
    for digit, x in enumerate(inputs):
        out = feed_forward(network, x)[-1]
        print(digit, [round(o, 2) for o in out])
