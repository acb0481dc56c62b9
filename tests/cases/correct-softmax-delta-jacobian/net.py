import numpy as np


class Identity:
    def __call__(self, incoming):
        return incoming

    def delta(self, incoming, outgoing, above):
        return above


class Relu:
    def __call__(self, incoming):
        return np.maximum(incoming, 0)

    def delta(self, incoming, outgoing, above):
        return above * np.greater(incoming, 0)


class Softmax:
    def __call__(self, incoming):
        # the constant doesn't change the result but avoids overflow
        exps = np.exp(incoming - incoming.max(axis=incoming.ndim - 1, keepdims=True))
        return exps / exps.sum(axis=exps.ndim - 1, keepdims=True)

    def delta(self, incoming, outgoing, above):
        delta = outgoing * above
        sum_ = delta.sum(axis=delta.ndim - 1, keepdims=True)
        delta -= outgoing * sum_
        return delta


class CrossEntropy:
    def __call__(self, prediction, target):
        return -(target * np.log(prediction + 1e-11)).sum(axis=-1)

    def delta(self, prediction, target):
        return -target / (prediction + 1e-11)


class Layer:
    def __init__(self, size, activation):
        self.size = size
        self.activation = activation()

    def forward(self, incoming):
        self.incoming = incoming
        self.outgoing = self.activation(incoming)
        return self.outgoing

    def backward(self, above):
        return self.activation.delta(self.incoming, self.outgoing, above)


class Network:
    def __init__(self, layers):
        self.layers = layers

    def feed(self, weights, data):
        activation = self.layers[0].forward(data)
        for w, layer in zip(weights, self.layers[1:]):
            with_bias = np.insert(activation, 0, 1, axis=1)
            activation = layer.forward(with_bias @ w)
        return activation


class Backprop:
    def __init__(self, network, cost):
        self.network = network
        self.cost = cost

    def __call__(self, weights, data, target):
        prediction = self.network.feed(weights, data)
        delta = self.network.layers[-1].backward(self.cost.delta(prediction, target))
        gradient = []
        for k in reversed(range(len(weights))):
            lower = self.network.layers[k]
            with_bias = np.insert(lower.outgoing, 0, 1, axis=1)
            gradient.append(with_bias.T @ delta / len(data))
            delta = lower.backward(delta @ weights[k][1:].T)
        return gradient[::-1]


def rings(rng, count):
    target = rng.randint(0, 3, count)
    angle = rng.uniform(0, 2 * np.pi, count)
    radius = target + 1 + rng.normal(0, 0.15, count)
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]), np.eye(3)[target]


if __name__ == "__main__":
    rng = np.random.RandomState(0)
    network = Network([Layer(2, Identity), Layer(20, Relu), Layer(3, Softmax)])
    sizes = [layer.size for layer in network.layers]
    weights = [rng.normal(0, 0.5, (a + 1, b)) for a, b in zip(sizes[:-1], sizes[1:])]
    cost = CrossEntropy()
    backprop = Backprop(network, cost)
    data, target = rings(rng, 600)
    for turn in range(3000):
        pick = rng.randint(0, 500, 50)
        for w, g in zip(weights, backprop(weights, data[pick], target[pick])):
            w -= 0.1 * g
        if turn % 600 == 0:
            print("turn", turn, "cost", cost(network.feed(weights, data[:500]), target[:500]).mean())
    error = np.mean(network.feed(weights, data[500:]).argmax(axis=1) != target[500:].argmax(axis=1))
    print("test error", error)
