import numpy as np


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-x))


def sigmoid_derivative(x):
    return x * (1.0 - x)


class Layer:
    def __init__(self, prev_nodes, self_nodes):
        self.weights = np.random.randn(prev_nodes, self_nodes)
        self.biases = np.zeros(self_nodes)
        self.activations = np.array([])

    def feed(self, data):
        self.activations = data
        return sigmoid(np.dot(data, self.weights) + self.biases)

    def propagate_back(self, error, rate):
        passed = np.dot(error, self.weights.T) * sigmoid_derivative(self.activations)
        self.weights += rate * np.dot(self.activations.T, error)
        self.biases += rate * np.sum(error, axis=0)
        return passed


class MLP:
    def __init__(self, layers, x_train, y_train):
        self.layers = layers
        self.inputs = x_train
        self.outputs = y_train

    def forward(self, data):
        for layer in self.layers:
            data = layer.feed(data)
        return data

    def backward(self, wanted, predicted, rate):
        error = np.multiply(2 * np.subtract(wanted, predicted), sigmoid_derivative(predicted)) / len(wanted)
        for layer in self.layers[::-1]:
            error = layer.propagate_back(error, rate)

    def train(self, rounds, rate):
        for i in range(rounds):
            predicted = self.forward(self.inputs)
            self.backward(self.outputs, predicted, rate)
            if i % 1000 == 0:
                print(i, np.mean((self.outputs - predicted) ** 2))


if __name__ == "__main__":
    np.random.seed(3)
    x = np.random.uniform(-1, 1, (60, 2))
    y = 0.5 + 0.4 * np.sin(3 * x[:, :1]) * x[:, 1:]
    mlp = MLP([Layer(2, 6), Layer(6, 6), Layer(6, 1)], x, y)
    mlp.train(6001, 2.0)
    print("error", np.mean((mlp.forward(x) - y) ** 2), "spread of y", np.var(y))
