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

    def SGD(self, training_data, epochs, mini_batch_size, eta, test_data):
        for j in range(epochs):
            random.shuffle(training_data)
            for k in range(0, len(training_data), mini_batch_size):
                self.update_mini_batch(training_data[k:k + mini_batch_size], eta)
            print("Epoch {} : {} / {}".format(j, self.evaluate(test_data), len(test_data)))

    def update_mini_batch(self, mini_batch, eta):
        sum_b = [np.zeros(b.shape) for b in self.biases]
        sum_w = [np.zeros(w.shape) for w in self.weights]
        for x, y in mini_batch:
            delta_b, delta_w = self.backprop(x, y)
            sum_b = [sb + db for sb, db in zip(sum_b, delta_b)]
            sum_w = [sw + dw for sw, dw in zip(sum_w, delta_w)]
        scale = eta / len(mini_batch)
        self.weights = [w - scale * sw for w, sw in zip(self.weights, sum_w)]
        self.biases = [b - scale * sb for b, sb in zip(self.biases, sum_b)]

    def backprop(self, x, y):
        delta_b = [None] * len(self.biases)
        delta_w = [None] * len(self.weights)
        acts = [x]
        for b, w in zip(self.biases, self.weights):
            acts.append(sigmoid(np.dot(w, acts[-1]) + b))
        delta = (acts[-1] - y) * acts[-1] * (1 - acts[-1])
        for l in range(1, self.num_layers):
            delta_b[-l] = delta
            delta_w[-l] = np.dot(delta, acts[-l - 1].T)
            delta = np.dot(self.weights[-l].T, delta) * acts[-l - 1] * (1 - acts[-l - 1])
        return delta_b, delta_w

    def evaluate(self, test_data):
        return sum(int(np.argmax(self.feedforward(x)) == y) for x, y in test_data)


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def make_digits(count, shapes):
    rows = []
    for _ in range(count):
        d = random.randrange(10)
        picture = shapes[d] * np.random.uniform(0.6, 1.0) + np.random.normal(0, 0.12, shapes[d].shape)
        rows.append((np.clip(picture, 0, 1), d))
    return rows


if __name__ == "__main__":
    random.seed(0)
    np.random.seed(0)
    shapes = (np.random.rand(10, 196, 1) < 0.3).astype(float)
    training = [(x, np.eye(10)[:, [d]]) for x, d in make_digits(1200, shapes)]
    test = make_digits(400, shapes)
    net = Network([196, 30, 10])
    net.SGD(training, 12, 10, 3.0, test)
    print("recognised: %.3f" % (net.evaluate(test) / len(test)))
