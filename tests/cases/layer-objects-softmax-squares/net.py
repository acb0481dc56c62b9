import numpy as np


def logistic(v):
    return 1 / (1 + np.exp(-v))


def softmax(v):
    e = np.exp(v - np.max(v))
    return e / np.sum(e)


class Layer:
    def __init__(self, n_in, n_out, rng):
        self.weights = rng.normal(0, 1 / np.sqrt(n_in), (n_out, n_in))
        self.bias = np.zeros((n_out, 1))

    def calc_output(self, inputs, function):
        self.inputs = inputs
        self.fin_outputs = function(np.matmul(self.weights, inputs) + self.bias)
        return self.fin_outputs


class Runner:
    def __init__(self, n_in, n_hidden1, n_hidden2, n_out, rate):
        rng = np.random.default_rng(8)
        self.first = Layer(n_in, n_hidden1, rng)
        self.second = Layer(n_hidden1, n_hidden2, rng)
        self.last = Layer(n_hidden2, n_out, rng)
        self.rate = rate

    def run(self, x):
        a = self.first.calc_output(x, logistic)
        a = self.second.calc_output(a, logistic)
        self.answer = self.last.calc_output(a, softmax)
        return self.answer

    def cost(self, expected):
        return 0.5 * float(np.sum((self.answer - expected) ** 2))

    def learn(self, expected):
        # through the squared error and the softmax
        miss = self.answer - expected
        change3 = np.multiply(miss, self.last.fin_outputs)
        # through the two hidden layers
        a2, a1 = self.second.fin_outputs, self.first.fin_outputs
        change2 = np.matmul(np.transpose(self.last.weights), change3) * a2 * (1 - a2)
        change1 = np.matmul(np.transpose(self.second.weights), change2) * a1 * (1 - a1)

        for layer, change in ((self.last, change3), (self.second, change2), (self.first, change1)):
            layer.weights -= self.rate * np.matmul(change, np.transpose(layer.inputs))
            layer.bias -= self.rate * change


def make_digits(n, n_kinds, rng, shapes):
    kinds = rng.integers(0, n_kinds, n)
    return [(np.clip(shapes[k] + 0.35 * rng.normal(size=(36, 1)), 0, 1), k) for k in kinds]


if __name__ == "__main__":
    rng = np.random.default_rng(2)
    n_kinds = 6
    shapes = (rng.random((n_kinds, 36, 1)) > 0.5).astype(float)
    training = make_digits(400, n_kinds, rng, shapes)
    fresh = make_digits(200, n_kinds, rng, shapes)
    goal = np.eye(n_kinds).reshape(n_kinds, n_kinds, 1)

    net = Runner(36, 16, 12, n_kinds, 0.5)
    for epoch in range(5):
        total = 0
        for x, k in training:
            net.run(x)
            total += net.cost(goal[k])
            net.learn(goal[k])
        right = np.mean([np.argmax(net.run(x)) == k for x, k in fresh])
        print("epoch", epoch + 1, "mean cost", total / len(training), "right", right)
