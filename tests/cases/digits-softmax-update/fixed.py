import numpy as np


class Layer:
    def __init__(self, n_in, n_out):
        self.weights = np.random.randn(n_out, n_in) / np.sqrt(n_in)
        self.bias = np.zeros((n_out, 1))

    def calc_output(self, inputs, last=False):
        self.inputs = inputs
        z = np.matmul(self.weights, inputs) + self.bias
        if last:
            e = np.exp(z - np.max(z, axis=0))
            self.out = e / np.sum(e, axis=0)
        else:
            self.out = np.tanh(z)
        return self.out


class Run:
    def __init__(self, num_inputs, num_hidden1, num_hidden2, num_outputs):
        self.first = Layer(num_inputs, num_hidden1)
        self.second = Layer(num_hidden1, num_hidden2)
        self.third = Layer(num_hidden2, num_outputs)
        self.learningrate = 0.2

    def runNN(self, column):
        return self.third.calc_output(self.second.calc_output(self.first.calc_output(column)), last=True)

    def calculate_cost(self, out, expected):
        return np.sum((out - expected) ** 2)

    def calc_new_weights(self, expected):
        delta = 2 * (self.third.out - expected)
        # through the softmax
        change3 = self.third.out * (delta - np.sum(delta * self.third.out))
        change2 = np.matmul(self.third.weights.T, change3) * (1 - self.second.out ** 2)
        change1 = np.matmul(self.second.weights.T, change2) * (1 - self.first.out ** 2)
        for layer, change in ((self.third, change3), (self.second, change2), (self.first, change1)):
            layer.weights -= self.learningrate * np.matmul(change, layer.inputs.T)
            layer.bias -= self.learningrate * change

    def train(self, columns, labels, rounds):
        for r in range(rounds):
            cost, right = 0, 0
            for k in np.random.permutation(len(labels)):
                expected = np.zeros((len(self.third.bias), 1))
                expected[labels[k]] = 1
                out = self.runNN(columns[:, k:k + 1])
                cost += self.calculate_cost(out, expected)
                right += np.argmax(out) == labels[k]
                self.calc_new_weights(expected)
            print("round", r, "cost", round(cost / len(labels), 4), "right", right / len(labels))


if __name__ == "__main__":
    np.random.seed(8)
    glyphs = np.random.randint(0, 2, (6, 5, 20))
    labels = np.random.randint(0, 6, 500)
    variant = np.random.randint(0, 5, 500)
    columns = (glyphs[labels, variant] - 0.5 + np.random.normal(0, 0.25, (500, 20))).T
    net = Run(20, 16, 12, 6)
    net.train(columns, labels, 12)
