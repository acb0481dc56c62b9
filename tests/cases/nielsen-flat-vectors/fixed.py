import random
import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_prime(z):
    return sigmoid(z) * (1 - sigmoid(z))


def new_net(sizes):
    biases = [np.random.randn(n) for n in sizes[1:]]
    weights = [np.random.randn(n, k) / np.sqrt(k) for k, n in zip(sizes[:-1], sizes[1:])]
    return biases, weights


def output(net, a):
    for b, w in zip(*net):
        a = sigmoid(np.dot(w, a) + b)
    return a


def backprop(net, x, y):
    biases, weights = net
    nabla_b = [np.zeros(b.shape) for b in biases]
    nabla_w = [np.zeros(w.shape) for w in weights]
    activation, activations, zs = x, [x], []
    for b, w in zip(biases, weights):
        z = np.dot(w, activation) + b
        zs.append(z)
        activation = sigmoid(z)
        activations.append(activation)
    delta = (activations[-1] - y) * sigmoid_prime(zs[-1])
    nabla_b[-1] = delta
    nabla_w[-1] = np.outer(delta, activations[-2])
    for l in range(2, len(biases) + 1):
        delta = np.dot(weights[-l + 1].transpose(), delta) * sigmoid_prime(zs[-l])
        nabla_b[-l] = delta
        nabla_w[-l] = np.outer(delta, activations[-l - 1])
    return nabla_b, nabla_w


def sgd(net, data, epochs, eta):
    biases, weights = net
    for e in range(epochs):
        random.shuffle(data)
        for x, y in data:
            nabla_b, nabla_w = backprop(net, x, y)
            for l in range(len(biases)):
                biases[l] = biases[l] - eta * nabla_b[l]
                weights[l] = weights[l] - eta * nabla_w[l]
        if e % 10 == 9:
            print("epoch", e + 1, "cost", np.mean([0.5 * np.sum((output(net, x) - y) ** 2) for x, y in data]))


if __name__ == "__main__":
    random.seed(4)
    np.random.seed(4)
    # four sensors, four kinds of weather
    typical = np.array([[0.9, 0.1, 0.2, 0.6], [0.1, 0.8, 0.7, 0.3], [0.5, 0.9, 0.1, 0.1], [0.3, 0.2, 0.9, 0.9]])
    data = []
    for i in range(200):
        data.append((typical[i % 4] + np.random.normal(0, 0.12, 4), np.eye(4)[i % 4]))
    net = new_net([4, 4, 4])
    sgd(net, data, 40, 1.0)
    print("share right", np.mean([np.argmax(output(net, x)) == np.argmax(y) for x, y in data]))
