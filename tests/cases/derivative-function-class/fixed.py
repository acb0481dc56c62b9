import numpy as np


class ActivationSigmoid:
    def activation_function(self, d):
        return 1.0 / (1.0 + np.exp(-d))

    def derivative_function(self, d):
        return d * (1.0 - d)


class FeedforwardLayer:
    def __init__(self, neurons, before, activation, rnd):
        self.activation = activation
        self.fire = np.zeros(neurons)
        self.matrix = rnd.uniform(-1, 1, (before + 1, neurons))    # last row: threshold

    def compute_outputs(self, pattern):
        self.pattern = np.append(pattern, 1.0)
        self.fire = self.activation.activation_function(self.pattern @ self.matrix)
        return self.fire


class FeedforwardNetwork:
    def __init__(self):
        self.layers = []
        self.rnd = np.random.RandomState(5)

    def add_layer(self, neurons, before):
        self.layers.append(FeedforwardLayer(neurons, before, ActivationSigmoid(), self.rnd))

    def compute_outputs(self, pattern):
        for layer in self.layers:
            pattern = layer.compute_outputs(pattern)
        return pattern


class Backpropagation:
    def __init__(self, network, inputs, ideal, learn_rate):
        self.network, self.inputs, self.ideal = network, inputs, ideal
        self.learn_rate = learn_rate
        self.error = 1.0

    def iteration(self):
        layers = self.network.layers
        acc = [np.zeros_like(l.matrix) for l in layers]
        total = 0.0
        for row, want in zip(self.inputs, self.ideal):
            out = self.network.compute_outputs(row)
            err = want - out
            total += np.sum(err ** 2)
            for i in reversed(range(len(layers))):
                layer = layers[i]
                delta = err * layer.activation.derivative_function(layer.fire)
                acc[i] += np.outer(layer.pattern, delta)
                err = layer.matrix[:-1] @ delta
        for layer, a in zip(layers, acc):
            layer.matrix += self.learn_rate * a
        self.error = np.sqrt(total / len(self.inputs))


if __name__ == "__main__":
    INPUT = [[a, b, c] for a in (0.0, 1.0) for b in (0.0, 1.0) for c in (0.0, 1.0)]
    # first output: majority, second output: all the same
    IDEAL = [np.array([float(sum(r) >= 2), float(sum(r) in (0, 3))]) for r in INPUT]
    net = FeedforwardNetwork()
    net.add_layer(6, 3)
    net.add_layer(2, 6)
    train = Backpropagation(net, INPUT, IDEAL, 0.4)
    epoch = 1
    while epoch <= 3000 and train.error > 0.01:
        train.iteration()
        if epoch % 500 == 0:
            print("Epoch #%d Error: %.6f" % (epoch, train.error))
        epoch += 1
    for r in INPUT:
        print(r, np.round(net.compute_outputs(r), 3))
    print("final error", train.error)
