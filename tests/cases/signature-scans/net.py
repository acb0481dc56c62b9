import random
import numpy as np


class Network:
    def __init__(self, sizes):
        self.num_layers = len(sizes)
        self.biases = [np.random.randn(y, 1) for y in sizes[1:]]
        self.weights = [np.random.randn(y, x) / np.sqrt(x) for x, y in zip(sizes[:-1], sizes[1:])]

    def feedforward(self, a):
        for b, w in zip(self.biases, self.weights):
            a = sigmoid(np.dot(w, a) + b)
        return a

    def sgd(self, training_data, epochs, mini_batch_size, eta, test_data):
        n = len(training_data)
        for j in range(epochs):
            random.shuffle(training_data)
            for k in range(0, n, mini_batch_size):
                self.update_mini_batch(training_data[k:k + mini_batch_size], eta)
            print("Epoch {0}: {1} / {2}".format(j, self.evaluate(test_data), len(test_data)))

    def update_mini_batch(self, mini_batch, eta):
        nabla_b = [np.zeros(b.shape) for b in self.biases]
        nabla_w = [np.zeros(w.shape) for w in self.weights]
        for x, y in mini_batch:
            delta_b, delta_w = self.backprop(x, y)
            nabla_b = [nb + db for nb, db in zip(nabla_b, delta_b)]
            nabla_w = [nw + dw for nw, dw in zip(nabla_w, delta_w)]
        self.weights = [w - (eta / len(mini_batch)) * nw for w, nw in zip(self.weights, nabla_w)]
        self.biases = [b - (eta / len(mini_batch)) * nb for b, nb in zip(self.biases, nabla_b)]

    def backprop(self, x, y):
        activation, activations, zs = x, [x], []
        for b, w in zip(self.biases, self.weights):
            z = np.dot(w, activation) + b
            zs.append(z)
            activation = sigmoid(z)
            activations.append(activation)
        grad_b, grad_w = [None] * len(zs), [None] * len(zs)
        delta = (activations[-1] - y) * sigmoid_prime(zs[-1])
        for l in range(1, self.num_layers):
            if l > 1:
                delta = np.dot(self.weights[-l + 1].T, delta) * sigmoid_prime(zs[-l])
            grad_b[-l] = delta
            grad_w[-l] = np.dot(delta, activations[-l - 1].T)
        return grad_b, grad_w

    def evaluate(self, test_data):
        return sum(int(np.argmax(self.feedforward(x)) == np.argmax(y)) for x, y in test_data)


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_prime(z):
    return sigmoid(z) * (1 - sigmoid(z))


def scan_signatures(count, writers=6, side=8):
    """grey scans, 0 (black) to 255 (paper)"""
    ink = np.random.rand(writers, side * side) < 0.3
    scans = []
    for _ in range(count):
        who = np.random.randint(writers)
        paper = np.random.normal(225, 15, side * side)
        pressed = np.random.rand(side * side) < 0.85
        gray = np.where(ink[who] & pressed, np.random.normal(60, 25, side * side), paper)
        gray = np.clip(np.round(gray), 0, 255)
        scans.append((gray.reshape(-1, 1), np.eye(writers)[who].reshape(-1, 1)))
    return scans


if __name__ == "__main__":
    np.random.seed(5)
    random.seed(5)
    data = scan_signatures(560)
    train, test = data[:480], data[480:]
    net = Network([64, 20, 6])
    net.sgd(train, 20, 10, 1.0, test)
