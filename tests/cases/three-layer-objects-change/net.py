import numpy as np


class Layer:
    def __init__(self, inputs, neurons):
        self.weights = np.random.uniform(-1, 1, (neurons, inputs)) / np.sqrt(inputs) * 2
        self.biases = np.zeros((neurons, 1))

    def calc_output(self, column):
        self.inputs = column
        self.outputs = 1 / (1 + np.exp(-(np.matmul(self.weights, column) + self.biases)))
        return self.outputs


class Clock:
    """hands out one noisy 5x3 digit after the other"""
    DIGITS = ["111101101101111", "010010010010010", "111001111100111", "111001111001111",
              "101101111001001", "111100111001111"]

    def __init__(self):
        self.rows = []
        for k in range(240):
            bits = np.array([float(c) for c in self.DIGITS[k % 6]]).reshape(-1, 1)
            self.rows.append((bits + np.random.normal(0, 0.25, bits.shape), k % 6))

    def get(self, count):
        data, digit = self.rows[count % len(self.rows)]
        expected = np.zeros((6, 1))
        expected[digit][0] = 1
        return data, expected


class Run:
    def __init__(self, n_in, n_hidden1, n_hidden2, n_out):
        self.first = Layer(n_in, n_hidden1)
        self.second = Layer(n_hidden1, n_hidden2)
        self.third = Layer(n_hidden2, n_out)
        self.rate = 0.001
        self.source = Clock()

    def forward(self, data):
        return self.third.calc_output(self.second.calc_output(self.first.calc_output(data)))

    def new_weights(self, expected):
        delta = self.third.outputs - expected
        change3 = np.multiply(delta, self.third.outputs)
        change2 = np.multiply(np.matmul(self.third.weights.T, change3), self.second.outputs)
        change1 = np.multiply(np.matmul(self.second.weights.T, change2), self.first.outputs)
        for layer, change in ((self.third, change3), (self.second, change2), (self.first, change1)):
            layer.weights -= self.rate * np.matmul(change, np.transpose(layer.inputs))
            layer.biases -= self.rate * change

    def run(self, rounds):
        for r in range(rounds):
            right, cost = 0, 0
            for count in range(240):
                data, expected = self.source.get(count)
                out = self.forward(data)
                cost += np.sum((out - expected) ** 2) / 2
                right += np.argmax(out) == np.argmax(expected)
                self.new_weights(expected)
            if r % 20 == 0 or r == rounds - 1:
                print("round", r, "cost", round(cost / 240, 4), "right:", right / 240)


if __name__ == "__main__":
    np.random.seed(14)
    Run(15, 16, 12, 6).run(101)
