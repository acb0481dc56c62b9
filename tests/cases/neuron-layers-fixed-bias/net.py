import math
import random


class Neuron:
    def __init__(self, bias, n_inputs):
        self.bias = bias
        self.weights = [random.uniform(-1, 1) for _ in range(n_inputs)]

    def calculate_output(self, inputs):
        self.inputs = inputs
        total = self.bias
        for x, w in zip(inputs, self.weights):
            total += x * w
        self.output = 1 / (1 + math.exp(-total))
        return self.output

    def pd_total_net(self):
        return self.output * (1 - self.output)


class NeuronLayer:
    def __init__(self, n_neurons, n_inputs):
        self.neurons = [Neuron(random.random(), n_inputs) for _ in range(n_neurons)]

    def feed_forward(self, inputs):
        return [n.calculate_output(inputs) for n in self.neurons]


class NeuralNetwork:
    LEARNING_RATE = 0.5

    def __init__(self, n_inputs, n_hidden, n_outputs):
        self.hidden_layer = NeuronLayer(n_hidden, n_inputs)
        self.output_layer = NeuronLayer(n_outputs, n_hidden)

    def feed_forward(self, inputs):
        return self.output_layer.feed_forward(self.hidden_layer.feed_forward(inputs))

    def train(self, inputs, targets):
        self.feed_forward(inputs)

        # 1. output neuron deltas
        d_out = [0] * len(self.output_layer.neurons)
        for o, neuron in enumerate(self.output_layer.neurons):
            d_out[o] = -(targets[o] - neuron.output) * neuron.pd_total_net()

        # 2. hidden neuron deltas
        d_hid = [0] * len(self.hidden_layer.neurons)
        for h, neuron in enumerate(self.hidden_layer.neurons):
            d = 0
            for o, above in enumerate(self.output_layer.neurons):
                d += d_out[o] * above.weights[h]
            d_hid[h] = d * neuron.pd_total_net()

        # 3. and 4. update both layers
        for layer, deltas in ((self.output_layer, d_out), (self.hidden_layer, d_hid)):
            for neuron, d in zip(layer.neurons, deltas):
                for w in range(len(neuron.weights)):
                    neuron.weights[w] -= self.LEARNING_RATE * d * neuron.inputs[w]

    def total_error(self, training_sets):
        total = 0
        for inputs, targets in training_sets:
            for t, o in zip(targets, self.feed_forward(inputs)):
                total += 0.5 * (t - o) ** 2
        return total


if __name__ == "__main__":
    random.seed(11)
    # is the number of the three inputs that are on exactly one?
    training_sets = [([a, b, c], [1 if a + b + c == 1 else 0]) for a in (0, 1) for b in (0, 1) for c in (0, 1)]
    nn = NeuralNetwork(3, 3, 1)
    for i in range(30000):
        inputs, targets = random.choice(training_sets)
        nn.train(inputs, targets)
        if i % 5000 == 0:
            print(i, round(nn.total_error(training_sets), 6))
    for inputs, targets in training_sets:
        print(inputs, targets, round(nn.feed_forward(inputs)[0], 3))
    print("total error", nn.total_error(training_sets))
