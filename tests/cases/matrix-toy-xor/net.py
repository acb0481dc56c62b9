import math
import random


class Matrix:
    def __init__(self, rows, cols, data=None):
        self.rows, self.cols = rows, cols
        self.data = data or [[0.0] * cols for _ in range(rows)]

    @staticmethod
    def column(values):
        return Matrix(len(values), 1, [[float(v)] for v in values])

    @staticmethod
    def randomized(rows, cols):
        return Matrix(rows, cols, [[random.uniform(-1, 1) for _ in range(cols)] for _ in range(rows)])

    def times(self, other):
        return Matrix(self.rows, other.cols,
                      [[sum(self.data[i][k] * other.data[k][j] for k in range(self.cols))
                        for j in range(other.cols)] for i in range(self.rows)])

    def transposed(self):
        return Matrix(self.cols, self.rows, [list(line) for line in zip(*self.data)])

    def join(self, other, f):
        return Matrix(self.rows, self.cols, [[f(a, b) for a, b in zip(p, q)] for p, q in zip(self.data, other.data)])

    def each(self, f):
        return Matrix(self.rows, self.cols, [[f(a) for a in line] for line in self.data])

    def add(self, other):
        for i in range(self.rows):
            for j in range(self.cols):
                self.data[i][j] += other.data[i][j]


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def slope(y):
    # y has been through the sigmoid already
    return y * (1 - y)


class NeuralNetwork:
    def __init__(self, n_in, n_hidden, n_out, rate):
        self.weights_ih = Matrix.randomized(n_hidden, n_in)
        self.weights_ho = Matrix.randomized(n_out, n_hidden)
        self.bias_h = Matrix.randomized(n_hidden, 1)
        self.bias_o = Matrix.randomized(n_out, 1)
        self.rate = rate

    def feed(self, values):
        inputs = Matrix.column(values)
        hidden = self.weights_ih.times(inputs).join(self.bias_h, lambda a, b: sigmoid(a + b))
        outputs = self.weights_ho.times(hidden).join(self.bias_o, lambda a, b: sigmoid(a + b))
        return inputs, hidden, outputs

    def predict(self, values):
        return [line[0] for line in self.feed(values)[2].data]

    def train(self, values, wanted):
        inputs, hidden, outputs = self.feed(values)
        output_errors = Matrix.column(wanted).join(outputs, lambda t, o: t - o)

        # output layer
        gradient = output_errors.join(outputs, lambda e, o: e * slope(o) * self.rate)
        self.weights_ho.add(gradient.times(hidden.transposed()))
        self.bias_o.add(gradient)

        # hidden layer
        signal = output_errors.join(outputs, lambda e, o: e * slope(o))
        hidden_errors = self.weights_ho.transposed().times(signal)
        hidden_gradient = hidden_errors.join(hidden, lambda e, h: e * slope(h) * self.rate)
        self.weights_ih.add(hidden_gradient.times(inputs.transposed()))
        self.bias_h.add(hidden_gradient)


if __name__ == "__main__":
    random.seed(2)
    table = [([0, 0], [0]), ([0, 1], [1]), ([1, 0], [1]), ([1, 1], [0])]
    brain = NeuralNetwork(2, 4, 1, 0.6)
    for i in range(20000):
        values, wanted = random.choice(table)
        brain.train(values, wanted)
        if i % 4000 == 0:
            print(i, [round(brain.predict(v)[0], 3) for v, _ in table])
    for values, wanted in table:
        print(values, "->", brain.predict(values))
    print("squared error:", sum((brain.predict(v)[0] - w[0]) ** 2 for v, w in table))
