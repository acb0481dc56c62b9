import random
import numpy as np


class Network(object):

    def __init__(self, sizes):
        self.num_layers = len(sizes)
        self.sizes = sizes
        self.biases = [np.random.randn(y, 1) for y in sizes[1:]]
        self.weights = [np.random.randn(y, x) for x, y in zip(sizes[:-1], sizes[1:])]

    def feedforward(self, a):
        for b, w in zip(self.biases, self.weights):
            a = squash(np.dot(w, a) + b)
        return a

    def SGD(self, training_data, epochs, batch_size, eta, held_out):
        n = len(training_data)
        for j in range(epochs):
            random.shuffle(training_data)
            for k in range(0, n, batch_size):
                self.one_batch(training_data[k:k + batch_size], eta)
            if j % 5 == 4:
                print("Epoch {0}: {1} / {2}".format(j + 1, self.evaluate(held_out), len(held_out)))

    def one_batch(self, batch, eta):
        sum_b = [np.zeros(b.shape) for b in self.biases]
        sum_w = [np.zeros(w.shape) for w in self.weights]
        for x, y in batch:
            part_b, part_w = self.backprop(x, y)
            sum_b = [s + p for s, p in zip(sum_b, part_b)]
            sum_w = [s + p for s, p in zip(sum_w, part_w)]
        self.weights = [w - (eta / len(batch)) * s for w, s in zip(self.weights, sum_w)]
        self.biases = [b - (eta / len(batch)) * s for b, s in zip(self.biases, sum_b)]

    def backprop(self, x, y):
        part_b = [np.zeros(b.shape) for b in self.biases]
        part_w = [np.zeros(w.shape) for w in self.weights]
        activation = x
        activations, zs = [x], []
        for b, w in zip(self.biases, self.weights):
            zs.append(np.dot(w, activation) + b)
            activation = squash(zs[-1])
            activations.append(activation)
        delta = (activations[-1] - y) * squash_prime(zs[-1])
        part_b[-1] = delta
        part_w[-1] = np.dot(delta, activations[-2].transpose())
        for l in range(2, self.num_layers):
            delta = np.dot(self.weights[-l + 1].transpose(), delta) * squash_prime(zs[-l])
            part_b[-l] = delta
            part_w[-l] = np.dot(delta, activations[-l - 1].transpose())
        return part_b, part_w

    def evaluate(self, held_out):
        return sum(int(np.argmax(self.feedforward(x)) == d) for x, d in held_out)


def squash(z):
    return 1.0 / (1.0 + np.exp(-z))


def squash_prime(z):
    return squash(z) * (1 - squash(z))


def unit(d):
    e = np.zeros((10, 1))
    e[d] = 1.0
    return e


if __name__ == "__main__":
    np.random.seed(4)
    random.seed(4)
    strokes = np.random.rand(10, 49, 1) > 0.55
    pictures = []
    for _ in range(700):
        d = random.randrange(10)
        pictures.append((np.clip(strokes[d] * 0.9 + 0.2 * np.random.randn(49, 1), 0, 1), d))
    training_data = [(x, unit(d)) for x, d in pictures[:500]]
    net = Network([49, 20, 10])
    net.SGD(training_data, 30, 10, 3.0, pictures[500:])
