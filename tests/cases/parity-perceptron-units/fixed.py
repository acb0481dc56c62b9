import math
import random

random.seed(21)


class Unit:
    def __init__(self, n):
        self.weights = [random.uniform(-1, 1) for _ in range(n)]
        self.bias = random.uniform(-1, 1)
        self.value = 0.0
        self.delta = 0.0

    def fire(self, inputs):
        v = self.bias
        for k in range(len(inputs)):
            v = v + self.weights[k] * inputs[k]
        self.value = 1.0 / (1.0 + math.exp(-v))
        return self.value


hidden = [Unit(3) for _ in range(6)]
output = Unit(6)
rate = 0.8

patterns = []
for a in (0, 1):
    for b in (0, 1):
        for c in (0, 1):
            patterns.append(([a, b, c], (a + b + c) % 2))


def feed_forward(inputs):
    return output.fire([h.fire(inputs) for h in hidden])


def propagate_back(inputs, desired):
    error = desired - output.value
    output.delta = error * output.value * (1 - output.value)
    for k, h in enumerate(hidden):
        h.delta = output.delta * output.weights[k] * h.value * (1 - h.value)

    for k, h in enumerate(hidden):
        output.weights[k] += rate * output.delta * h.value
    output.bias += rate * output.delta
    for h in hidden:
        for i in range(len(inputs)):
            h.weights[i] += rate * h.delta * inputs[i]
        h.bias += rate * h.delta


for epoch in range(4000):
    sq = 0.0
    for inputs, desired in patterns:
        feed_forward(inputs)
        sq += (desired - output.value) ** 2
        propagate_back(inputs, desired)
    if epoch % 500 == 0:
        print("epoch", epoch, "squared error", sq)

for inputs, desired in patterns:
    print(inputs, desired, round(feed_forward(inputs), 3))
print("final:", sum((d - feed_forward(p)) ** 2 for p, d in patterns))
