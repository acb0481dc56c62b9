import math
import random


class Neuron:
    def __init__(self, bias):
        self.bias = bias
        self.weights = []

    def calculate_output(self, inputs):
        self.inputs = inputs
        total = sum(i * w for i, w in zip(inputs, self.weights)) + self.bias
        self.output = 1 / (1 + math.exp(-total))
        return self.output

    def slope(self):
        return self.output * (1 - self.output)

    def error(self, target):
        return 0.5 * (target - self.output) ** 2


class NeuronLayer:
    def __init__(self, count, bias=0.0):
        self.neurons = [Neuron(bias) for _ in range(count)]

    def feed_forward(self, inputs):
        return [n.calculate_output(inputs) for n in self.neurons]


class NeuralNetwork:
    LEARNING_RATE = 0.5

    def __init__(self, n_inputs, n_hidden, n_outputs):
        self.hidden_layer = NeuronLayer(n_hidden)
        self.output_layer = NeuronLayer(n_outputs)
        self.fill_weights(self.hidden_layer, n_inputs)
        self.fill_weights(self.output_layer, n_hidden)

    def fill_weights(self, layer, n):
        for neuron in layer.neurons:
            neuron.weights = [random.uniform(-1, 1) for _ in range(n)]

    def feed_forward(self, inputs):
        return self.output_layer.feed_forward(self.hidden_layer.feed_forward(inputs))

    def train(self, inputs, targets):
        self.feed_forward(inputs)

        # dE/dz of the output neurons
        out = self.output_layer.neurons
        pd_out = [-(targets[o] - out[o].output) * out[o].slope() for o in range(len(out))]

        # dE/dz of the hidden neurons
        hid = self.hidden_layer.neurons
        pd_hid = []
        for h in range(len(hid)):
            back = 0
            for o in range(len(out)):
                back += pd_out[o] * out[o].weights[h]
            pd_hid.append(back * hid[h].slope())

        # weights of the output neurons
        for o in range(len(out)):
            for w in range(len(out[o].weights)):
                out[o].weights[w] -= self.LEARNING_RATE * pd_out[o] * out[o].inputs[w]
            out[o].bias -= self.LEARNING_RATE * pd_out[o]

        # weights of the hidden neurons
        for h in range(len(hid)):
            for w in range(len(hid[h].weights)):
                hid[h].weights[w] -= self.LEARNING_RATE * pd_hid[h] * hid[h].inputs[w]
            hid[h].bias -= self.LEARNING_RATE * pd_hid[h]

    def total_error(self, training_sets):
        total = 0
        for inputs, targets in training_sets:
            self.feed_forward(inputs)
            for o in range(len(targets)):
                total += self.output_layer.neurons[o].error(targets[o])
        return total


if __name__ == "__main__":
    random.seed(2)
    # NOR and XNOR of the two inputs
    training_sets = [[[0, 0], [1, 1]], [[0, 1], [0, 0]], [[1, 0], [0, 0]], [[1, 1], [0, 1]]]
    nn = NeuralNetwork(2, 2, 2)
    for i in range(40001):
        inputs, targets = random.choice(training_sets)
        nn.train(inputs, targets)
        if i % 8000 == 0:
            print(i, round(nn.total_error(training_sets), 5))
    for inputs, targets in training_sets:
        print(inputs, targets, [round(o, 3) for o in nn.feed_forward(inputs)])
