import math
import random


def dot(v, w):
    return sum(v_i * w_i for v_i, w_i in zip(v, w))


def squash(t):
    return 1 / (1 + math.exp(-t))


def neuron_output(weights, inputs):
    return squash(dot(weights, inputs))


def feed_forward(network, input_vector):
    """outputs of every layer; a 1 is appended for the bias"""
    outputs = []
    for layer in network:
        with_bias = input_vector + [1]
        output = [neuron_output(neuron, with_bias) for neuron in layer]
        outputs.append(output)
        input_vector = output
    return outputs


def backpropagate(network, input_vector, target, pace):
    hidden_outputs, outputs = feed_forward(network, input_vector)

    output_deltas = [out * (1 - out) * (out - target[i]) for i, out in enumerate(outputs)]

    # output layer
    for i, output_neuron in enumerate(network[-1]):
        for j, hidden_output in enumerate(hidden_outputs + [1]):
            output_neuron[j] -= pace * output_deltas[i] * hidden_output

    hidden_deltas = [h * (1 - h) * dot(output_deltas, [n[i] for n in network[-1]])
                     for i, h in enumerate(hidden_outputs)]

    # hidden layer
    for i, hidden_neuron in enumerate(network[0]):
        for j, inp in enumerate(input_vector + [1]):
            hidden_neuron[j] -= pace * hidden_deltas[i] * inp


LETTERS = {
    "L": ["1...", "1...", "1...", "1111"],
    "T": ["1111", ".1..", ".1..", ".1.."],
    "O": ["1111", "1..1", "1..1", "1111"],
    "X": ["1..1", ".11.", ".11.", "1..1"],
    "N": ["1..1", "11.1", "1.11", "1..1"],
}


def picture(name, flips):
    dots = [1.0 if c == "1" else 0.0 for c in "".join(LETTERS[name])]
    for _ in range(flips):
        k = random.randrange(16)
        dots[k] = 1 - dots[k]
    return dots


def guess(network, dots):
    out = feed_forward(network, dots)[-1]
    return out.index(max(out))


if __name__ == "__main__":
    random.seed(3)
    names = sorted(LETTERS)
    n_hidden = 6
    hidden_layer = [[random.uniform(-1, 1) for _ in range(16 + 1)] for _ in range(n_hidden)]
    output_layer = [[random.uniform(-1, 1) for _ in range(n_hidden + 1)] for _ in names]
    network = [hidden_layer, output_layer]

    sheets = [(picture(n, random.randrange(2)), i) for i, n in enumerate(names) for _ in range(12)]
    for epoch in range(60):
        random.shuffle(sheets)
        wrong = 0.0
        for dots, i in sheets:
            target = [1 if i == k else 0 for k in range(len(names))]
            out = feed_forward(network, dots)[-1]
            wrong += sum((o - t) ** 2 for o, t in zip(out, target))
            backpropagate(network, dots, target, 1.0)
        if epoch % 10 == 9:
            print("epoch", epoch + 1, "squared error", wrong / len(sheets))
    fresh = [(picture(n, 1), i) for i, n in enumerate(names) for _ in range(40)]
    print("fresh letters right:", sum(guess(network, d) == i for d, i in fresh) / len(fresh))
