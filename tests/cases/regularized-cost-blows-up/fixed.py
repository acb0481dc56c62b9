import numpy as np


class QuadraticCost:
    @staticmethod
    def apply(a, y):
        return 0.5 * np.linalg.norm(a - y) ** 2 / y.shape[1]

    @staticmethod
    def delta(z, a, y):
        return (a - y) * sigmoid_prime(z)


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_prime(z):
    return sigmoid(z) * (1 - sigmoid(z))


class Network:
    def __init__(self, sizes, cost_func=QuadraticCost):
        self.sizes = sizes
        self.cost_func = cost_func
        self.bias = [np.random.randn(k, 1) for k in sizes[1:]]
        self.weights = [np.random.randn(k, j) / np.sqrt(j) for j, k in zip(sizes[:-1], sizes[1:])]

    def feedforward(self, a):
        for b, w in zip(self.bias, self.weights):
            a = sigmoid(np.dot(w, a) + b)
        return a

    def sgd(self, train, test, epochs, batch, eta, lmbda):
        n = len(train)
        for e in range(epochs):
            order = np.random.permutation(n)
            for k in range(0, n, batch):
                self.update_mini_batch([train[i] for i in order[k:k + batch]], eta, lmbda, n)
            if e % 5 == 4:
                cost, acc = self.evaluate(test, lmbda, n)
                print("Epoch %d done! Cost: %.5f Accuracy %d / %d" % (e + 1, cost, acc, len(test)))

    def update_mini_batch(self, mini_batch, eta, lmbda, n):
        # samples as columns of two matrices
        x, y = [np.array(list(part)).transpose() for part in zip(*mini_batch)]
        gradient_b, gradient_w = self.backprop(x, y)
        self.bias = [b - (eta / len(mini_batch)) * db for b, db in zip(self.bias, gradient_b)]
        self.weights = [(1 - eta * (lmbda / n)) * w - (eta / len(mini_batch)) * dw
                        for w, dw in zip(self.weights, gradient_w)]

    def backprop(self, x, y):
        activations, zs = [x], []
        for b, w in zip(self.bias, self.weights):
            zs.append(np.dot(w, activations[-1]) + b)
            activations.append(sigmoid(zs[-1]))
        gradient_b = [None] * len(self.bias)
        gradient_w = [None] * len(self.weights)
        delta = self.cost_func.delta(zs[-1], activations[-1], y)
        for l in range(1, len(self.sizes)):
            gradient_b[-l] = delta.sum(axis=1, keepdims=True)
            gradient_w[-l] = np.dot(delta, activations[-l - 1].transpose())
            if l < len(self.weights):
                delta = np.dot(self.weights[-l].transpose(), delta) * sigmoid_prime(zs[-l - 1])
        return gradient_b, gradient_w

    def evaluate(self, data, lmbda, n):
        x, y = [np.array(list(part)).transpose() for part in zip(*data)]
        out = self.feedforward(x)
        cost = self.cost_func.apply(out, y)
        # L2 regularization
        cost += lmbda / (2 * n) * sum(np.linalg.norm(w) ** 2 for w in self.weights)
        acc = np.sum(out.argmax(axis=0) == y.argmax(axis=0))
        return cost, acc


if __name__ == "__main__":
    np.random.seed(21)
    marks = np.random.rand(6, 20)
    which = np.random.randint(0, 6, 1600)
    pixels = marks[which] + 0.3 * np.random.randn(1600, 20)
    data = [(p, np.eye(6)[c]) for p, c in zip(pixels, which)]
    net = Network([20, 15, 6])
    net.sgd(data[:1500], data[1500:], 30, 10, 1.0, 0.3)
