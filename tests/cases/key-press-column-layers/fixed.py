import numpy as np


class Layer:
    def forward(self, input):
        raise NotImplementedError

    def backward(self, output_gradient, learning_rate):
        raise NotImplementedError


class Dense(Layer):
    def __init__(self, input_size, output_size):
        self.weights = np.random.randn(output_size, input_size)
        self.bias = np.random.randn(output_size, 1)

    def forward(self, input):
        self.input = input
        return np.dot(self.weights, self.input) + self.bias

    def backward(self, output_gradient, learning_rate):
        weights_gradient = np.dot(output_gradient, self.input.T)
        input_gradient = np.dot(self.weights.T, output_gradient)
        self.weights -= learning_rate * weights_gradient
        self.bias -= learning_rate * output_gradient
        return input_gradient


class Tanh(Layer):
    def forward(self, input):
        self.input = input
        return np.tanh(input)

    def backward(self, output_gradient, learning_rate):
        return np.multiply(output_gradient, 1 - np.tanh(self.input) ** 2)


def run(network, x):
    for layer in network:
        x = layer.forward(x)
    return x


def train(network, X, Y, epochs, learning_rate):
    for e in range(epochs):
        error = 0
        for x, y in zip(X, Y):
            output = run(network, x)
            error += np.mean((output - y) ** 2)
            grad = 2 * (output - y) / np.size(y)
            for layer in reversed(network):
                grad = layer.backward(grad, learning_rate)
        if e % 100 == 0:
            print("%d/%d, error=%f" % (e, epochs, error / len(X)))


if __name__ == "__main__":
    np.random.seed(42)
    # hold time, force, distance to the next key: does a finger slip, does it hit twice?
    X = np.random.uniform(-1, 1, (120, 3, 1))
    slip = np.sign(X[:, 0] * X[:, 1] + 0.3 * X[:, 2])
    twice = np.sign(np.sin(3 * X[:, 2]) - X[:, 1])
    Y = np.stack([slip, twice], axis=1) * 0.8
    network = [Dense(3, 8), Tanh(), Dense(8, 8), Tanh(), Dense(8, 2), Tanh()]
    train(network, X, Y, 500, 0.15)
    outputs = np.array([run(network, x) for x in X])
    print("error on all presses:", np.mean((outputs - Y) ** 2))
    print("right signs:", np.mean(np.sign(outputs) == np.sign(Y)))
