import numpy as np


class Layer:
    def __init__(self, nodes, activation):
        self.nodes = nodes
        self.activation = activation
        self.weights = None
        self.values = None


class Network:
    def __init__(self, sizes, activations, rate):
        self.layers = [Layer(n, a) for n, a in zip(sizes, [None] + activations)]
        self.rate = rate
        for before, layer in zip(self.layers, self.layers[1:]):
            # the last line belongs to the constant input
            layer.weights = np.random.normal(0, np.sqrt(2 / before.nodes), (before.nodes + 1, layer.nodes))

    def extend(self, values):
        return np.hstack([values, np.ones((len(values), 1))])

    def activate(self, sums, activation):
        if activation == "relu":
            return np.maximum(sums, 0)
        if activation == "softmax":
            e = np.exp(sums - sums.max(axis=1, keepdims=True))
            return e / e.sum(axis=1, keepdims=True)
        return 1 / (1 + np.exp(-sums))

    def forward(self, x):
        self.layers[0].values = x
        for before, layer in zip(self.layers, self.layers[1:]):
            layer.values = self.activate(self.extend(before.values) @ layer.weights, layer.activation)
        return self.layers[-1].values

    def slope(self, layer):
        if layer.activation == "relu":
            return layer.values > 0
        return layer.values * (1 - layer.values)

    def error(self, y):
        out = self.layers[-1].values
        return -np.sum(y * np.log(out) + (1 - y) * np.log(1 - out)) / len(y)

    def backward(self, y):
        delta = (self.layers[-1].values - y) / len(y)
        for k in range(len(self.layers) - 1, 0, -1):
            layer, before = self.layers[k], self.layers[k - 1]
            grad = self.extend(before.values).T @ delta
            if k > 1:
                delta = (delta @ layer.weights[:-1].T) * self.slope(before)
            layer.weights -= self.rate * grad

    def train(self, x, y, epochs, batch):
        for epoch in range(epochs):
            order = np.random.permutation(len(x))
            errors = []
            for s in range(0, len(x), batch):
                pick = order[s:s + batch]
                self.forward(x[pick])
                errors.append(self.error(y[pick]))
                self.backward(y[pick])
            if epoch % 10 == 9:
                print("== EPOCH: ", epoch + 1, "/", epochs, "== Error: ", np.mean(errors))


def make_signals(n):
    kind = np.random.randint(0, 5, n)
    shapes = np.random.randn(5, 20)
    loudness = np.exp(0.9 * np.random.randn(n, 1))
    return loudness * (shapes[kind] + 0.3 * np.random.randn(n, 20)), np.eye(5)[kind], kind


if __name__ == "__main__":
    np.random.seed(11)
    x, y, kind = make_signals(600)
    net = Network([20, 16, 5], ["relu", "sigmoid"], 0.2)
    net.train(x, y, 50, 20)
    print("recognised:", np.mean(net.forward(x).argmax(axis=1) == kind))
