import math
import random


def dot(v, w):
    return sum(v_i * w_i for v_i, w_i in zip(v, w))


def sigmoid(t):
    return 1 / (1 + math.exp(-t))


def neuron_output(weights, inputs):
    return sigmoid(dot(weights, inputs))


def feed_forward(network, input_vector):
    """outputs of every layer, the last one is the answer"""
    outputs = []
    for layer in network:
        with_bias = input_vector + [1]
        output = [neuron_output(neuron, with_bias) for neuron in layer]
        outputs.append(output)
        input_vector = output
    return outputs


def backpropagate(network, input_vector, target, rate):
    hidden_outputs, outputs = feed_forward(network, input_vector)

    # output * (1 - output) is the slope of the sigmoid
    output_deltas = [output * (1 - output) * (output - target[i])
                     for i, output in enumerate(outputs)]

    # adjust the weights of the output layer, one neuron at a time
    for i, output_neuron in enumerate(network[-1]):
        for j, hidden_output in enumerate(hidden_outputs + [1]):
            output_neuron[j] -= rate * output_deltas[i] * hidden_output

    # pass the errors on to the hidden layer
    hidden_deltas = [hidden_output * (1 - hidden_output) *
                     dot(output_deltas, [n[i] for n in network[-1]])
                     for i, hidden_output in enumerate(hidden_outputs)]

    # adjust the weights of the hidden layer, one neuron at a time
    for i, hidden_neuron in enumerate(network[0]):
        for j, value in enumerate(input_vector + [1]):
            hidden_neuron[j] -= rate * hidden_deltas[i] * value


def make_network(n_in, n_hidden, n_out):
    hidden_layer = [[random.uniform(-1, 1) for _ in range(n_in + 1)] for _ in range(n_hidden)]
    output_layer = [[random.uniform(-1, 1) for _ in range(n_hidden + 1)] for _ in range(n_out)]
    return [hidden_layer, output_layer]


if __name__ == "__main__":
    random.seed(1)
    # three gates at once: and, or, xor
    inputs = [[0, 0], [0, 1], [1, 0], [1, 1]]
    targets = [[0, 0, 0], [0, 1, 1], [0, 1, 1], [1, 1, 0]]
    network = make_network(2, 5, 3)
    for turn in range(4000):
        for x, t in zip(inputs, targets):
            backpropagate(network, x, t, 1.0)
        if turn % 1000 == 0:
            print(turn, sum((o - w) ** 2 for x, t in zip(inputs, targets)
                            for o, w in zip(feed_forward(network, x)[-1], t)))
    for x in inputs:
        print(x, [round(o, 3) for o in feed_forward(network, x)[-1]])
    print("squared error:", sum((o - w) ** 2 for x, t in zip(inputs, targets)
                                for o, w in zip(feed_forward(network, x)[-1], t)))
