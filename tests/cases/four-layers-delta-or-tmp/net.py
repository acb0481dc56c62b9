import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_prime(a):
    return a * (1 - a)   # a is the sigmoid already


class NeuralNetwork:
    def __init__(self, shape, learning_rate):
        self.learning_rate = learning_rate
        self.weights = []
        for n_in, n_out in zip(shape[:-1], shape[1:]):
            # last column: bias
            self.weights.append(np.random.normal(0, 1 / np.sqrt(n_in), (n_out, n_in + 1)))

    def _with_one(self, a):
        return np.vstack((a, [[1.0]]))

    def train(self, input_vector, target_vector):
        a = np.array(input_vector, ndmin=2).T
        y = np.array(target_vector, ndmin=2).T

        # forward
        A = [a]
        for w in self.weights:
            a = sigmoid(np.dot(w, self._with_one(a)))
            A.append(a)

        # back-propagation
        delta = a - y
        cost = 0.5 * np.sum(delta ** 2)
        for k in range(len(self.weights) - 1, -1, -1):
            tmp = delta * sigmoid_prime(A[k + 1])
            delta = np.dot(self.weights[k][:, :-1].T, delta)
            self.weights[k] -= self.learning_rate * np.dot(tmp, self._with_one(A[k]).T)
        return cost

    def run(self, input_vector):
        a = np.array(input_vector, ndmin=2).T
        for w in self.weights:
            a = sigmoid(np.dot(w, self._with_one(a)))
        return a


def confusion(net, xs, labels, n):
    table = np.zeros((n, n), int)
    for x, l in zip(xs, labels):
        table[net.run(x).argmax(), l] += 1
    return table


if __name__ == "__main__":
    np.random.seed(17)
    # eight by four dots, five letters
    letters = np.random.choice([0.01, 0.99], (5, 32))
    labels = np.random.randint(0, 5, 700)
    xs = np.clip(letters[labels] + np.random.normal(0, 0.4, (700, 32)), 0.01, 1)
    targets = np.where(np.eye(5)[labels] > 0, 0.99, 0.01)

    net = NeuralNetwork([32, 16, 12, 5], 0.2)
    for epoch in range(10):
        cost = np.mean([net.train(x, t) for x, t in zip(xs[:600], targets[:600])])
        table = confusion(net, xs[600:], labels[600:], 5)
        print("epoch:", epoch, "cost", cost, "accuracy test:", np.trace(table) / table.sum())
