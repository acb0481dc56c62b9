import math
import random

random.seed(2)


class Neuron:
    def __init__(self):
        self.value = 0.0
        self.error = 0.0
        self.bias = random.uniform(-1, 1)
        self.weights = {}          # weight to every neuron of the next layer

    def connect(self, others):
        for other in others:
            self.weights[other] = random.uniform(-1, 1)


class Brain:
    LEARN_RATE = 0.5

    def __init__(self, *sizes):
        self.layers = [[Neuron() for _ in range(s)] for s in sizes]
        for layer, following in zip(self.layers, self.layers[1:]):
            for neuron in layer:
                neuron.connect(following)

    def pulse(self, inputs):
        for neuron, number in zip(self.layers[0], inputs):
            neuron.value = number
        for below, layer in zip(self.layers, self.layers[1:]):
            for neuron in layer:
                total = neuron.bias
                for b in below:
                    total += b.value * b.weights[neuron]
                neuron.value = 1 / (1 + math.exp(-total))
        return [neuron.value for neuron in self.layers[-1]]

    def learn(self, inputs, targets):
        self.pulse(inputs)
        for neuron, target in zip(self.layers[-1], targets):
            neuron.error = neuron.value * (1 - neuron.value) * (target - neuron.value)
        for layer, following in reversed(list(zip(self.layers[1:-1], self.layers[2:]))):
            for neuron in layer:
                total = 0.0
                for after in following:
                    total += after.value * neuron.weights[after]
                neuron.error = neuron.value * (1 - neuron.value) * total
        for layer, following in zip(self.layers, self.layers[1:]):
            for neuron in layer:
                for after in following:
                    neuron.weights[after] += Brain.LEARN_RATE * neuron.value * after.error
            for after in following:
                after.bias += Brain.LEARN_RATE * after.error


table = [([1, 1], [0]), ([0, 1], [1]), ([1, 0], [1]), ([0, 0], [0])]
brain = Brain(2, 4, 1)
for turn in range(20000):
    brain.learn(*random.choice(table))
    if turn % 4000 == 0:
        print(turn, sum((t[0] - brain.pulse(x)[0]) ** 2 for x, t in table))

for x, t in table:
    print(x, "->", round(brain.pulse(x)[0], 3), "wanted", t[0])
print("sum of squares:", sum((t[0] - brain.pulse(x)[0]) ** 2 for x, t in table))
