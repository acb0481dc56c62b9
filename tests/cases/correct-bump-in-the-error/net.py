import numpy as np


class SigmoidLayer:
    def __init__(self, n_in, n_out, rng):
        self.weights = rng.uniform(-1, 1, (n_in, n_out))
        self.bias = rng.uniform(-1, 1, (1, n_out))

    def activate(self, inputs):
        self.inputs = inputs
        self.outputs = 1 / (1 + np.exp(-(inputs @ self.weights + self.bias)))
        return self.outputs

    def set_delta(self, error):
        self.delta = error * self.outputs * (1 - self.outputs)
        return self.delta @ self.weights.T

    def adjust(self, rate):
        self.weights += rate * self.inputs.T @ self.delta
        self.bias += rate * self.delta


class Perceptron:
    def __init__(self, sizes, rng):
        self.layers = [SigmoidLayer(a, b, rng) for a, b in zip(sizes[:-1], sizes[1:])]

    def output(self, x):
        for layer in self.layers:
            x = layer.activate(x)
        return x

    def learn(self, x, wanted, rate):
        error = wanted - self.output(x)
        lost = np.sum(error ** 2) / 2
        for layer in reversed(self.layers):
            error = layer.set_delta(error)
        # all deltas first, then the weights
        for layer in self.layers:
            layer.adjust(rate)
        return lost


if __name__ == "__main__":
    rng = np.random.default_rng(5)
    rows = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
    classes = np.array([[0], [1], [1], [0]], dtype=float)
    net = Perceptron([2, 4, 3, 1], rng)
    errors = []
    for epoch in range(8000):
        error = 0
        for k in range(4):
            error += net.learn(rows[k:k + 1], classes[k:k + 1], 0.5)
        errors.append(error)
        if epoch % 1000 == 0:
            print("epoch", epoch, "error", error)
    for row, cls in zip(rows, classes):
        print("prediction:", net.output(row.reshape(1, -1))[0, 0], "original class:", cls[0])
    print("summed error", errors[-1])
