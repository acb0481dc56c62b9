import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


class Net:
    def __init__(self, sizes, seed):
        rng = np.random.RandomState(seed)
        self.sizes = sizes
        self.weights = [rng.randn(b, a) for a, b in zip(sizes[:-1], sizes[1:])]
        self.biases = [rng.randn(b) for b in sizes[1:]]

    def run(self, a):
        self.activations = [a]
        for w, b in zip(self.weights, self.biases):
            a = sigmoid(np.dot(w, a) + b)
            self.activations.append(a)
        return a

    def nablas(self, x, y):
        out = self.run(x)
        nabla_w = [np.zeros(w.shape) for w in self.weights]
        nabla_b = [np.zeros(b.shape) for b in self.biases]
        delta = (out - y) * out * (1 - out)
        nabla_b[-1] = delta
        nabla_w[-1] += np.outer(delta, self.activations[-2])
        for l in range(2, len(self.sizes)):
            a = self.activations[-l]
            delta = np.dot(self.weights[-l + 1].transpose(), delta) * a * (1 - a)
            nabla_b[-l] = delta
            nabla_w[-l] += np.outer(delta, self.activations[-l - 1])
        return nabla_w, nabla_b

    def learn(self, xs, ys, eta, epochs):
        for e in range(epochs):
            for x, y in zip(xs, ys):
                nabla_w, nabla_b = self.nablas(x, y)
                for k in range(len(self.weights)):
                    self.weights[k] -= eta * nabla_w[k]
                    self.biases[k] -= eta * nabla_b[k]
            if e % 50 == 0:
                print("epoch", e, "error", self.error(xs, ys))

    def error(self, xs, ys):
        return sum(0.5 * np.sum((self.run(x) - y) ** 2) for x, y in zip(xs, ys)) / len(xs)


if __name__ == "__main__":
    # sort four weather stations by which reading is the largest
    rng = np.random.RandomState(1)
    xs = rng.rand(200, 4)
    ys = np.eye(4)[xs.argmax(axis=1)]
    net = Net([4, 4, 4], 2)
    net.learn(xs, ys, 0.5, 300)
    print("share right", np.mean([net.run(x).argmax() == y.argmax() for x, y in zip(xs, ys)]))
