import numpy as np


class Network:
    """after chapter 2 of the online book, everything as flat vectors"""

    def __init__(self, sizes):
        self.sizes = sizes
        self.biases = [np.random.randn(n) for n in sizes[1:]]
        self.weights = [np.random.randn(n, m) / np.sqrt(m) for m, n in zip(sizes[:-1], sizes[1:])]

    def feedforward(self, a):
        for b, w in zip(self.biases, self.weights):
            a = bend(np.dot(w, a) + b)
        return a

    def slopes(self, x, y):
        slope_b = [np.zeros(b.shape) for b in self.biases]
        slope_w = [np.zeros(w.shape) for w in self.weights]
        act, acts, zs = x, [x], []
        for b, w in zip(self.biases, self.weights):
            z = np.dot(w, act) + b
            zs.append(z)
            act = bend(z)
            acts.append(act)
        delta = (acts[-1] - y) * bend_prime(zs[-1])
        slope_b[-1] = delta
        slope_w[-1] = np.outer(delta, acts[-2])
        for l in range(2, len(self.sizes)):
            delta = np.dot(self.weights[-l + 1].transpose(), delta) * bend_prime(zs[-l])
            slope_b[-l] = delta
            slope_w[-l] = np.outer(delta, acts[-l - 1])
        return slope_b, slope_w

    def train(self, data, epochs, eta):
        for j in range(epochs):
            for x, y in data:
                slope_b, slope_w = self.slopes(x, y)
                self.weights = [w - eta * g for w, g in zip(self.weights, slope_w)]
                self.biases = [b - eta * g for b, g in zip(self.biases, slope_b)]
            if j % 200 == 0:
                print("epoch", j, "cost", self.cost(data))

    def cost(self, data):
        return sum(0.5 * np.sum((self.feedforward(x) - y) ** 2) for x, y in data) / len(data)


def bend(z):
    return 1.0 / (1.0 + np.exp(-z))


def bend_prime(z):
    return bend(z) * (1 - bend(z))


if __name__ == "__main__":
    np.random.seed(1)
    data = []
    # three bits: is the number of those that are on even or odd?
    for k in range(8):
        bits = np.array([(k >> i) & 1 for i in range(3)], dtype=float)
        data.append((bits, np.eye(2)[int(bits.sum()) % 2]))
    net = Network([3, 3, 2])
    net.train(data, 2001, 1.0)
    for x, y in data:
        print(x, np.round(net.feedforward(x), 2), y)
