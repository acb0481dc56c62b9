import math
import random


class Neuron:
    def __init__(self, bias):
        self.bias = bias
        self.weights = []

    def squash(self, total):
        return 1 / (1 + math.exp(-total))

    def output_for(self, inputs):
        self.inputs = inputs
        total = self.bias
        for x, w in zip(inputs, self.weights):
            total += x * w
        self.out = self.squash(total)
        return self.out

    def error(self, wanted):
        return 0.5 * (wanted - self.out) ** 2

    def slope_output(self, wanted):
        return -(wanted - self.out) * self.out * (1 - self.out)


class NeuronLayer:
    def __init__(self, count, bias=None):
        # one common start value for the bias of the layer
        start = bias if bias is not None else random.random()
        self.neurons = [Neuron(start) for _ in range(count)]

    def feed(self, inputs):
        return [n.output_for(inputs) for n in self.neurons]


class Network:
    RATE = 0.5

    def __init__(self, n_in, n_hid, n_out, hidden_bias=None, output_bias=None):
        self.hidden = NeuronLayer(n_hid, hidden_bias)
        self.top = NeuronLayer(n_out, output_bias)
        for n in self.hidden.neurons:
            n.weights = [random.uniform(-1, 1) for _ in range(n_in)]
        for n in self.top.neurons:
            n.weights = [random.uniform(-1, 1) for _ in range(n_hid)]

    def feed_forward(self, inputs):
        return self.top.feed(self.hidden.feed(inputs))

    def train(self, inputs, wanted):
        self.feed_forward(inputs)

        top_slopes = [n.slope_output(w) for n, w in zip(self.top.neurons, wanted)]
        hidden_slopes = []
        for h, n in enumerate(self.hidden.neurons):
            pushed = sum(s * t.weights[h] for s, t in zip(top_slopes, self.top.neurons))
            hidden_slopes.append(pushed * n.out * (1 - n.out))

        for n, s in zip(self.top.neurons, top_slopes):
            for k in range(len(n.weights)):
                n.weights[k] -= self.RATE * s * n.inputs[k]
            n.bias -= self.RATE * s

        for n, s in zip(self.hidden.neurons, hidden_slopes):
            for k in range(len(n.weights)):
                n.weights[k] -= self.RATE * s * n.inputs[k]
            n.bias -= self.RATE * s

    def total_error(self, sets):
        total = 0
        for inputs, wanted in sets:
            self.feed_forward(inputs)
            total += sum(n.error(w) for n, w in zip(self.top.neurons, wanted))
        return total


random.seed(2)
# one lamp per count of ones: none, one, two
lamps = [([0, 0], [1, 0, 0]), ([0, 1], [0, 1, 0]), ([1, 0], [0, 1, 0]), ([1, 1], [0, 0, 1])]
net = Network(2, 3, 3, hidden_bias=0.35, output_bias=0.6)
for i in range(12001):
    inputs, wanted = random.choice(lamps)
    net.train(inputs, wanted)
    if i % 2000 == 0:
        print(i, round(net.total_error(lamps), 9))
for inputs, wanted in lamps:
    print(inputs, wanted, [round(o, 2) for o in net.feed_forward(inputs)])
print("total error", net.total_error(lamps))
