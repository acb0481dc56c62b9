import math
import random


def dot(v, w):
    return sum(a * b for a, b in zip(v, w))


def squashed(t):
    return 1 / (1 + math.exp(-t))


def unit_output(weights, inputs):
    return squashed(dot(weights, inputs))


def run_network(network, input_vector):
    outputs = []
    for layer in network:
        with_one = input_vector + [1]
        output = [unit_output(unit, with_one) for unit in layer]
        outputs.append(output)
        input_vector = output
    return outputs


def teach_once(network, input_vector, wanted, rate):
    hidden_outputs, outputs = run_network(network, input_vector)

    # the output * (1 - output) comes from the sigmoid
    output_deltas = [output * (1 - output) * (output - wanted[i])
                     for i, output in enumerate(outputs)]

    # output layer, unit by unit
    for i, unit in enumerate(network[-1]):
        for j, hidden_output in enumerate(hidden_outputs + [1]):
            unit[j] -= rate * output_deltas[i] * hidden_output

    # errors back to the hidden layer
    hidden_deltas = [hidden_output * (1 - hidden_output) *
                     dot(output_deltas, [unit[i] for unit in network[-1]])
                     for i, hidden_output in enumerate(hidden_outputs)]

    # hidden layer, unit by unit
    for i, unit in enumerate(network[0]):
        for j, value in enumerate(input_vector + [1]):
            unit[j] -= rate * hidden_deltas[i] * value


RAW = ["111 101 101 101 111", "010 110 010 010 111", "111 001 111 100 111",
       "111 001 111 001 111", "101 101 111 001 001", "111 100 111 001 111"]


def make_pattern(raw):
    return [int(c) for c in raw if c != ' ']


if __name__ == "__main__":
    random.seed(0)
    inputs = [make_pattern(raw) for raw in RAW]
    targets = [[1 if i == j else 0 for i in range(6)] for j in range(6)]
    num_hidden = 5
    hidden_layer = [[random.random() - 0.5 for _ in range(15 + 1)] for _ in range(num_hidden)]
    output_layer = [[random.random() - 0.5 for _ in range(num_hidden + 1)] for _ in range(6)]
    network = [hidden_layer, output_layer]
    for k in range(1500):
        for input_vector, wanted in zip(inputs, targets):
            teach_once(network, input_vector, wanted, 1.0)
        if k % 300 == 0 or k == 1499:
            sq = sum((o - w) ** 2 for x, wanted in zip(inputs, targets)
                     for o, w in zip(run_network(network, x)[-1], wanted))
            print(k, "squared error", sq)
    for x in inputs:
        print([round(p, 2) for p in run_network(network, x)[-1]])
