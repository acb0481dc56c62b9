import random
import numpy as np


class Network(object):

    def __init__(self, sizes):
        self.sizes = sizes
        self.biases = [np.random.randn(y, 1) for y in sizes[1:]]
        self.weights = [np.random.randn(y, x) / np.sqrt(x) for x, y in zip(sizes[:-1], sizes[1:])]

    def feedforward(self, a):
        for b, w in zip(self.biases, self.weights):
            a = sigmoid(np.dot(w, a) + b)
        return a

    def SGD(self, training_data, epochs, mini_batch_size, eta, lmbda, evaluation_data):
        n = len(training_data)
        for j in range(epochs):
            random.shuffle(training_data)
            for k in range(0, n, mini_batch_size):
                self.update_mini_batch(training_data[k:k + mini_batch_size], eta, lmbda, n)
            if j % 5 == 4:
                print("Epoch {}: cost {:.4f}, evaluation {} / {}".format(
                    j, self.total_cost(training_data, lmbda), self.accuracy(evaluation_data), len(evaluation_data)))

    def update_mini_batch(self, mini_batch, eta, lmbda, n):
        nabla_b = [np.zeros(b.shape) for b in self.biases]
        nabla_w = [np.zeros(w.shape) for w in self.weights]
        for x, y in mini_batch:
            delta_b, delta_w = self.backprop(x, y)
            nabla_b = [nb + db for nb, db in zip(nabla_b, delta_b)]
            nabla_w = [nw + dw for nw, dw in zip(nabla_w, delta_w)]
        self.weights = [(1 + eta * lmbda / n) * w - eta / len(mini_batch) * nw
                        for w, nw in zip(self.weights, nabla_w)]
        self.biases = [b - eta / len(mini_batch) * nb for b, nb in zip(self.biases, nabla_b)]

    def backprop(self, x, y):
        activation, activations = x, [x]
        for b, w in zip(self.biases, self.weights):
            activation = sigmoid(np.dot(w, activation) + b)
            activations.append(activation)
        delta = activations[-1] - y
        nabla_b, nabla_w = [delta], [np.dot(delta, activations[-2].T)]
        for l in range(2, len(self.sizes)):
            delta = np.dot(self.weights[-l + 1].T, delta) * activations[-l] * (1 - activations[-l])
            nabla_b.insert(0, delta)
            nabla_w.insert(0, np.dot(delta, activations[-l - 1].T))
        return nabla_b, nabla_w

    def total_cost(self, data, lmbda):
        cost = 0.0
        for x, y in data:
            a = np.clip(self.feedforward(x), 1e-12, 1 - 1e-12)
            cost -= np.sum(y * np.log(a) + (1 - y) * np.log(1 - a)) / len(data)
        return cost + 0.5 * lmbda / len(data) * sum(np.sum(w ** 2) for w in self.weights)

    def accuracy(self, data):
        return sum(int(np.argmax(self.feedforward(x)) == np.argmax(y)) for x, y in data)


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def flags(n):
    data = []
    for _ in range(n):
        k = random.randrange(5)
        y = np.zeros((5, 1))
        y[k] = 1
        x = np.random.normal(0, 0.8, (30, 1))
        x[k * 6:k * 6 + 6] += 1
        data.append((x, y))
    return data


if __name__ == "__main__":
    random.seed(2)
    np.random.seed(2)
    train, held_out = flags(150), flags(300)
    net = Network([30, 12, 5])
    net.SGD(train, 30, 10, 0.5, 2.0, held_out)
    print("held out accuracy", net.accuracy(held_out) / 300)
    print("largest weight", max(np.abs(w).max() for w in net.weights))
