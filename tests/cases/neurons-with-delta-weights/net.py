import math
import random


class Connection:
    def __init__(self):
        self.weight = random.uniform(-1, 1)
        self.delta_weight = 0.0


class Neuron:
    eta = 0.1      # overall learning rate
    alpha = 0.5    # momentum

    def __init__(self, num_outputs, index):
        self.connections = [Connection() for _ in range(num_outputs)]
        self.index = index
        self.output = 0.0
        self.total = 0.0
        self.gradient = 0.0

    @staticmethod
    def transfer(x):
        return math.tanh(x)

    @staticmethod
    def transfer_derivative(x):
        return 1.0 - math.tanh(x) * math.tanh(x)

    def feed_forward(self, prev_layer):
        self.total = 0.0
        for n in prev_layer:
            self.total += n.output * n.connections[self.index].weight
        self.output = Neuron.transfer(self.total)

    def calc_output_gradient(self, target):
        self.gradient = (target - self.output) * Neuron.transfer_derivative(self.output)

    def calc_hidden_gradient(self, next_layer):
        dow = 0.0
        for n, c in zip(next_layer[:-1], self.connections):
            dow += c.weight * n.gradient
        self.gradient = dow * Neuron.transfer_derivative(self.output)

    def update_input_weights(self, prev_layer):
        for n in prev_layer:
            c = n.connections[self.index]
            c.delta_weight = Neuron.eta * n.output * self.gradient + Neuron.alpha * c.delta_weight
            c.weight += c.delta_weight


class Net:
    def __init__(self, topology):
        self.layers = []
        for k, size in enumerate(topology):
            num_outputs = topology[k + 1] if k + 1 < len(topology) else 0
            # one more for the bias, its output stays 1
            self.layers.append([Neuron(num_outputs, i) for i in range(size + 1)])
            self.layers[-1][-1].output = 1.0

    def feed_forward(self, inputs):
        for n, v in zip(self.layers[0], inputs):
            n.output = v
        for prev_layer, layer in zip(self.layers[:-1], self.layers[1:]):
            for n in layer[:-1]:
                n.feed_forward(prev_layer)

    def back_prop(self, targets):
        for n, t in zip(self.layers[-1], targets):
            n.calc_output_gradient(t)
        for k in range(len(self.layers) - 2, 0, -1):
            for n in self.layers[k][:-1]:
                n.calc_hidden_gradient(self.layers[k + 1])
        for k in range(len(self.layers) - 1, 0, -1):
            for n in self.layers[k][:-1]:
                n.update_input_weights(self.layers[k - 1])

    def results(self):
        return [n.output for n in self.layers[-1][:-1]]


def wave(x):
    return 0.9 * math.sin(2 * x)


if __name__ == "__main__":
    random.seed(3)
    net = Net([1, 6, 1])
    points = [-1.6 + 0.1 * k for k in range(33)]
    recent = 0.5
    for i in range(30000):
        x = random.choice(points)
        net.feed_forward([x])
        net.back_prop([wave(x)])
        err = abs(wave(x) - net.results()[0])
        recent = (recent * 200 + err) / 201
        if i % 5000 == 0:
            print("pass", i, "recent average error", round(recent, 5))
    total = 0.0
    for x in points:
        net.feed_forward([x])
        total += (net.results()[0] - wave(x)) ** 2
    print("rms error", math.sqrt(total / len(points)))
