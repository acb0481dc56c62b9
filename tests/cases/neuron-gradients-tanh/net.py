import numpy as np


def bend(x):
    return np.tanh(x)


def bend_slope(x):
    return 1.0 - np.tanh(x) * np.tanh(x)


class Layer:
    """a row of neurons; every neuron keeps the weights of its inputs, bias last"""

    def __init__(self, n_inputs, n_neurons):
        self.weights = np.random.uniform(-1, 1, (n_neurons, n_inputs + 1))
        self.output = np.zeros(n_neurons)
        self.pull = np.zeros(n_neurons)

    def fire(self, inputs):
        self.inputs = np.append(inputs, 1.0)
        total = self.weights @ self.inputs
        self.output = bend(total)
        return self.output

    def blame_top(self, target):
        self.pull = (target - self.output) * bend_slope(self.output)

    def blame_below(self, next_layer):
        share = next_layer.weights[:, :-1].T @ next_layer.pull
        self.pull = share * bend_slope(self.output)

    def shift(self, pace):
        self.weights += pace * np.outer(self.pull, self.inputs)


class Net:
    def __init__(self, widths):
        self.layers = [Layer(a, b) for a, b in zip(widths[:-1], widths[1:])]

    def fire(self, values):
        for layer in self.layers:
            values = layer.fire(values)
        return values

    def teach(self, target, pace):
        self.layers[-1].blame_top(target)
        for k in range(len(self.layers) - 2, -1, -1):
            self.layers[k].blame_below(self.layers[k + 1])
        for layer in self.layers:
            layer.shift(pace)

    def rms(self, samples, targets):
        return np.sqrt(np.mean([(self.fire(s) - t) ** 2 for s, t in zip(samples, targets)]))


if __name__ == "__main__":
    np.random.seed(3)
    samples = np.random.uniform(-1, 1, (300, 2))
    targets = 0.9 * np.sin(3 * samples[:, :1]) * np.cos(2 * samples[:, 1:])
    net = Net([2, 10, 6, 1])
    for epoch in range(60):
        for k in np.random.permutation(250):
            net.fire(samples[k])
            net.teach(targets[k], 0.1)
        if epoch % 15 == 14:
            print("pass", epoch + 1, "recent error", net.rms(samples[:250], targets[:250]))
    print("error on new samples:", net.rms(samples[250:], targets[250:]))
