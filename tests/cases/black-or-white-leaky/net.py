import random

random.seed(4)

ALPHA = 0.01


def contrast(colour):
    """1, 0: black letters, 0, 1: white letters"""
    r, g, b = colour
    light = 0.3 * r + 0.59 * g + 0.11 * b
    return [1, 0] if light > 0.5 else [0, 1]


class BrainNet:
    def __init__(self, sizes, rate=0.1, momentum=0.1):
        self.sizes = sizes
        self.rate, self.momentum = rate, momentum
        self.last = len(sizes) - 1
        self.outputs = [[0.0] * n for n in sizes]
        self.deltas = [[0.0] * n for n in sizes]
        self.biases, self.weights, self.changes = [None], [None], [None]
        for layer in range(1, len(sizes)):
            below = sizes[layer - 1]
            self.biases.append([random.random() * 0.4 - 0.2 for _ in range(sizes[layer])])
            self.weights.append([[random.random() * 1.2 - 0.6 for _ in range(below)] for _ in range(sizes[layer])])
            self.changes.append([[0.0] * below for _ in range(sizes[layer])])

    def run_input(self, values):
        self.outputs[0] = values
        for layer in range(1, self.last + 1):
            for node in range(self.sizes[layer]):
                weights = self.weights[layer][node]
                total = self.biases[layer][node]
                for k in range(len(weights)):
                    total += weights[k] * values[k]
                # leaky relu
                self.outputs[layer][node] = 0 if total < 0 else ALPHA * total
            values = self.outputs[layer]
        return values

    def calculate_deltas(self, target):
        for layer in range(self.last, -1, -1):
            for node in range(self.sizes[layer]):
                output = self.outputs[layer][node]
                if layer == self.last:
                    error = target[node] - output
                else:
                    error = 0.0
                    for k in range(self.sizes[layer + 1]):
                        error += self.deltas[layer + 1][k] * self.weights[layer + 1][k][node]
                self.deltas[layer][node] = error if output > 0 else ALPHA * error

    def adjust_weights(self):
        for layer in range(1, self.last + 1):
            incoming = self.outputs[layer - 1]
            for node in range(self.sizes[layer]):
                delta = self.deltas[layer][node]
                for k in range(len(incoming)):
                    change = self.rate * delta * incoming[k] + self.momentum * self.changes[layer][node][k]
                    self.changes[layer][node][k] = change
                    self.weights[layer][node][k] += change
                self.biases[layer][node] += self.rate * delta

    def train(self, data, iterations=300):
        for i in range(iterations):
            total = 0.0
            for values, target in data:
                output = self.run_input(values)
                total += sum((t - o) ** 2 for t, o in zip(target, output)) / len(target)
                self.calculate_deltas(target)
                self.adjust_weights()
            if i % 60 == 0:
                print("iterations:", i, "training error:", total / len(data))
        return total / len(data)


if __name__ == "__main__":
    colours = [[random.random() for _ in range(3)] for _ in range(60)]
    data = [(c, contrast(c)) for c in colours]
    net = BrainNet([3, 6, 2])
    error = net.train(data)
    right = 0
    for values, target in data:
        out = net.run_input(values)
        right += (out[0] > out[1]) == (target[0] > target[1])
    print("right", right, "of", len(data))
    print("last training error:", error)
