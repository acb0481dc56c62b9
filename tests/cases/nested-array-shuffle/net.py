import random
import numpy as np


class Network(object):
    def __init__(self, sizes):
        self.num_layers = len(sizes)
        self.biases = [np.random.randn(y, 1) for y in sizes[1:]]
        self.weights = [np.random.randn(y, x) / np.sqrt(x) for x, y in zip(sizes[:-1], sizes[1:])]

    def feedforward(self, a):
        for b, w in zip(self.biases, self.weights):
            a = sigmoid(np.dot(w, a) + b)
        return a

    def SGD(self, training_data, epochs, mini_batch_size, eta, evaluation_data):
        n = len(training_data)
        for j in range(epochs):
            random.shuffle(training_data)
            mini_batches = [training_data[k:k + mini_batch_size] for k in range(0, n, mini_batch_size)]
            for mini_batch in mini_batches:
                self.update_mini_batch(mini_batch, eta)
            if j % 50 == 49:
                print("Epoch %s complete, cost %.4f, evaluation %d / %d" % (
                    j + 1, self.total_cost(training_data), self.accuracy(evaluation_data), len(evaluation_data)))

    def update_mini_batch(self, mini_batch, eta):
        nabla_b = [np.zeros(b.shape) for b in self.biases]
        nabla_w = [np.zeros(w.shape) for w in self.weights]
        for x, y in mini_batch:
            delta_nabla_b, delta_nabla_w = self.backprop(x, y)
            nabla_b = [nb + dnb for nb, dnb in zip(nabla_b, delta_nabla_b)]
            nabla_w = [nw + dnw for nw, dnw in zip(nabla_w, delta_nabla_w)]
        self.weights = [w - (eta / len(mini_batch)) * nw for w, nw in zip(self.weights, nabla_w)]
        self.biases = [b - (eta / len(mini_batch)) * nb for b, nb in zip(self.biases, nabla_b)]

    def backprop(self, x, y):
        activation = x
        activations = [x]
        for b, w in zip(self.biases, self.weights):
            activation = sigmoid(np.dot(w, activation) + b)
            activations.append(activation)
        # cross-entropy
        delta = activations[-1] - y
        nabla_b, nabla_w = [delta], [np.dot(delta, activations[-2].T)]
        for l in range(2, self.num_layers):
            sp = activations[-l] * (1 - activations[-l])
            delta = np.dot(self.weights[-l + 1].T, delta) * sp
            nabla_b.insert(0, delta)
            nabla_w.insert(0, np.dot(delta, activations[-l - 1].T))
        return nabla_b, nabla_w

    def total_cost(self, data):
        cost = 0
        for x, y in data:
            a = self.feedforward(x)
            cost -= np.sum(y * np.log(a) + (1 - y) * np.log(1 - a))
        return cost / len(data)

    def accuracy(self, data):
        return sum(int(np.argmax(self.feedforward(np.array(x))) == y) for x, y in data)


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


if __name__ == "__main__":
    np.random.seed(1)
    random.seed(1)
    # which of two switches decide: 1 if they differ; first column block x, second one y
    training_data = np.array([
        [[[0.0], [0.0]], [[1.0], [0.0]]],
        [[[0.0], [1.0]], [[0.0], [1.0]]],
        [[[1.0], [0.0]], [[0.0], [1.0]]],
        [[[1.0], [1.0]], [[1.0], [0.0]]]
    ])
    evaluation_data = [
        [[[0.0], [0.0]], 0],
        [[[0.0], [1.0]], 1],
        [[[1.0], [0.0]], 1],
        [[[1.0], [1.0]], 0]
    ]
    net = Network([2, 8, 2])
    net.SGD(training_data, 500, 4, 1.0, evaluation_data)
    print("share right:", net.accuracy(evaluation_data) / 4)
