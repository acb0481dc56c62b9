import math
import random


class Neuron:
    def __init__(self, n_inputs):
        self.weights = [random.uniform(-1, 1) for _ in range(n_inputs)]
        self.bias = 0.0

    def fire(self, inputs):
        self.inputs = inputs
        total = self.bias
        for w, v in zip(self.weights, inputs):
            total += w * v
        self.output = 1 / (1 + math.exp(-total))
        return self.output

    def adjust(self, delta, speed):
        for i in range(len(self.weights)):
            self.weights[i] -= speed * delta * self.inputs[i]
        self.bias -= speed * delta


class Layer:
    def __init__(self, n_neurons, n_inputs):
        self.neurons = [Neuron(n_inputs) for _ in range(n_neurons)]

    def fire(self, inputs):
        return [neuron.fire(inputs) for neuron in self.neurons]


class Network:
    def __init__(self, n_inputs, n_hidden, n_outputs, speed=0.5):
        self.hidden = Layer(n_hidden, n_inputs)
        self.top = Layer(n_outputs, n_hidden)
        self.speed = speed

    def predict(self, inputs):
        return self.top.fire(self.hidden.fire(inputs))

    def train_one(self, inputs, wanted):
        self.predict(inputs)
        top_deltas = []
        for neuron, t in zip(self.top.neurons, wanted):
            top_deltas.append((neuron.output - t) * neuron.output * (1 - neuron.output))
        hidden_deltas = []
        for h, neuron in enumerate(self.hidden.neurons):
            pull = 0
            for o, upper in enumerate(self.top.neurons):
                pull += top_deltas[o] * upper.weights[h]
            hidden_deltas.append(pull * neuron.output * (1 - neuron.output))
        for delta, neuron in zip(top_deltas, self.top.neurons):
            neuron.adjust(delta, self.speed)
        for delta, neuron in zip(hidden_deltas, self.hidden.neurons):
            neuron.adjust(delta, self.speed)

    def total_error(self, rows):
        total = 0
        for inputs, wanted in rows:
            for got, t in zip(self.predict(inputs), wanted):
                total += 0.5 * (t - got) ** 2
        return total


random.seed(3)
rows = [([-1, -1], [0]), ([-1, 1], [1]), ([1, -1], [1]), ([1, 1], [0])]
net = Network(2, 5, 1)
for i in range(12000):
    inputs, wanted = random.choice(rows)
    net.train_one(inputs, wanted)
    if i % 2000 == 0:
        print(i, "total error", round(net.total_error(rows), 6))
print("at the end: total error", net.total_error(rows))
