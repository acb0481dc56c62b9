import numpy as np


class Layer:
    def __init__(self, n_in, n_out):
        self.weights = np.random.randn(n_out, n_in) / np.sqrt(n_in)
        self.bias = np.zeros((n_out, 1))

    def calc_output(self, inputs):
        self.inputs = inputs
        self.raw = np.matmul(self.weights, inputs) + self.bias
        self.fin_outputs = 1 / (1 + np.exp(-self.raw))
        return self.fin_outputs

    def slope(self):
        return self.fin_outputs * (1 - self.fin_outputs)


class Run:
    def __init__(self, num_inputs, num_hidden1, num_hidden2, num_outputs):
        self.learningrate = 0.5
        self.inputLayer = Layer(num_inputs, num_hidden1)
        self.hiddenLayer1 = Layer(num_hidden1, num_hidden2)
        self.hiddenLayer2 = Layer(num_hidden2, num_outputs)
        self.seen = 0
        self.right = 0

    def runNN(self, picture):
        self.inputLayer.calc_output(picture)
        self.hiddenLayer1.calc_output(self.inputLayer.fin_outputs)
        self.NN_Output = self.hiddenLayer2.calc_output(self.hiddenLayer1.fin_outputs)

    def calculate_cost(self, expected):
        self.seen += 1
        if np.argmax(self.NN_Output) == np.argmax(expected):
            self.right += 1
        return np.sum((self.NN_Output - expected) ** 2) / 2

    def calc_changes(self, expected):
        change3 = (self.NN_Output - expected) * self.hiddenLayer2.slope()
        change2 = np.matmul(self.hiddenLayer2.weights.T, change3) * self.hiddenLayer1.slope()
        change1 = np.matmul(self.hiddenLayer1.weights.T, change2) * self.inputLayer.slope()
        return change1, change2, change3

    def learn(self, picture, expected):
        self.runNN(picture)
        error = self.calculate_cost(expected)
        changes = self.calc_changes(expected)
        for layer, change in zip((self.inputLayer, self.hiddenLayer1, self.hiddenLayer2), changes):
            layer.weights -= self.learningrate * np.matmul(change, layer.inputs.T)
            layer.bias -= self.learningrate * change
        return error


def main():
    np.random.seed(12)
    shapes = np.random.rand(6, 49) < 0.4
    nn = Run(49, 16, 12, 6)
    for rnd in range(8):
        nn.seen = nn.right = 0
        cost = 0
        for _ in range(400):
            kind = np.random.randint(6)
            picture = np.clip(shapes[kind] * 0.8 + np.random.normal(0.1, 0.15, 49), 0, 1)
            expected = np.zeros((6, 1))
            expected[kind] = 1
            cost += nn.learn(picture.reshape(49, 1), expected)
        print('round', rnd, 'cost', cost / 400, 'right:', nn.right / nn.seen)


if __name__ == '__main__':
    main()
