import numpy as np


class Layer:
    def __init__(self, n_in, n_out, rng):
        self.weights = rng.standard_normal((n_out, n_in)) / np.sqrt(n_in)
        self.biases = np.zeros((n_out, 1))

    def weighted(self, inputs):
        self.inputs = inputs
        return self.weights @ inputs + self.biases

    def calc_sigmoid(self, inputs):
        self.outputs = 1 / (1 + np.exp(-self.weighted(inputs)))
        return self.outputs

    def calc_softmax(self, inputs):
        z = self.weighted(inputs)
        e = np.exp(z - z.max())
        self.outputs = e / e.sum()
        return self.outputs


class Source:
    """hands out one small picture (a column) and its label (a column)"""

    def __init__(self, count, rng):
        self.rng = rng
        self.masks = rng.random((5, 36)) < 0.4
        self.labels = rng.integers(0, 5, count)
        self.pictures = self.masks[self.labels] * 0.8 + rng.normal(0, 0.2, (count, 36))

    def get(self, k):
        expected = np.zeros((5, 1))
        expected[self.labels[k]] = 1
        return self.pictures[k][:, None], expected


class Run:
    def __init__(self, n_in, n_first, n_second, n_out, rate, rng):
        self.first = Layer(n_in, n_first, rng)
        self.second = Layer(n_first, n_second, rng)
        self.last = Layer(n_second, n_out, rng)
        self.rate = rate

    def forward(self, picture):
        a = self.first.calc_sigmoid(picture)
        b = self.second.calc_sigmoid(a)
        return self.last.calc_softmax(b)

    def cost(self, expected):
        return float(np.sum((self.last.outputs - expected) ** 2) / 2)

    def blame(self, expected):
        out = self.last.outputs
        delta = out - expected
        d3 = np.multiply(delta, out)
        d2 = (self.last.weights.T @ d3) * self.second.outputs * (1 - self.second.outputs)
        d1 = (self.second.weights.T @ d2) * self.first.outputs * (1 - self.first.outputs)
        return d1, d2, d3

    def change(self, expected):
        for layer, d in zip((self.first, self.second, self.last), self.blame(expected)):
            layer.weights -= self.rate * d @ layer.inputs.T
            layer.biases -= self.rate * d


if __name__ == "__main__":
    rng = np.random.default_rng(7)
    source = Source(500, rng)
    run = Run(36, 16, 12, 5, 0.3, rng)
    for epoch in range(24):
        right, total = 0, 0.0
        for k in rng.permutation(500):
            picture, expected = source.get(k)
            out = run.forward(picture)
            right += out.argmax() == expected.argmax()
            total += run.cost(expected)
            run.change(expected)
        if epoch % 4 == 3:
            print("epoch", epoch, "cost", total / 500, "correct", right / 500)
