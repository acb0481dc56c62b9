import numpy as np


class NeuronRow:
    def __init__(self, count, n_inputs, bias):
        # all neurons of a row share the bias
        self.weights = np.random.uniform(-0.5, 0.5, (n_inputs, count))
        self.bias = bias

    def feed(self, inputs):
        self.inputs = np.atleast_2d(inputs)
        self.output = 1 / (1 + np.exp(-(self.inputs @ self.weights + self.bias)))
        return self.output

    def slope(self):
        return self.output * (1 - self.output)

    def step(self, delta, rate):
        self.weights -= rate * self.inputs.T @ delta


class LittleNetwork:
    RATE = 0.5

    def __init__(self, n_inputs, n_hidden, n_outputs, hidden_bias, output_bias):
        self.hidden = NeuronRow(n_hidden, n_inputs, hidden_bias)
        self.top = NeuronRow(n_outputs, n_hidden, output_bias)

    def feed(self, inputs):
        return self.top.feed(self.hidden.feed(inputs))

    def train(self, inputs, wanted):
        out = self.feed(inputs)
        top_delta = (out - wanted) * self.top.slope()
        hidden_delta = top_delta @ self.top.weights.T * self.hidden.slope()
        self.top.step(top_delta, self.RATE)
        self.hidden.step(hidden_delta, self.RATE)

    def total_error(self, sets):
        return sum(0.5 * np.sum((self.feed(i) - np.array(w)) ** 2) for i, w in sets)


if __name__ == "__main__":
    np.random.seed(6)
    sets = []
    for _ in range(60):
        x, y = np.random.uniform(1, 2, 2)
        # only the corner where both are large counts
        sets.append(([x, y], [1.0 if x + y > 3.3 else 0.0]))
    net = LittleNetwork(2, 3, 1, hidden_bias=0.35, output_bias=0.6)
    for k in range(400):
        for i, w in sets:
            net.train(i, w)
        if k % 100 == 0:
            print(k, net.total_error(sets))
    print("total error", net.total_error(sets))
