import numpy as np


class NeuralNetwork:
    """inputs, any number of hidden layers, outputs; everything is a column"""

    def __init__(self, inputs, hidden, hidden_layers, outputs, seed=0):
        rng = np.random.RandomState(seed)
        sizes = [inputs] + [hidden] * hidden_layers + [outputs]
        self.weights = [rng.uniform(-1, 1, (b, a)) for a, b in zip(sizes, sizes[1:])]
        self.biases = [rng.uniform(-1, 1, (b, 1)) for b in sizes[1:]]
        self.learning_rate = 0.5

    def f(self, m):
        return 1 / (1 + np.exp(-m))

    def df(self, m):
        return m * (1 - m)

    def guess(self, numbers):
        m = np.array(numbers, dtype=float).reshape(-1, 1)
        for w, b in zip(self.weights, self.biases):
            m = self.f(w @ m + b)
        return m.ravel()

    def train(self, numbers, answers):
        layers = [np.array(numbers, dtype=float).reshape(-1, 1)]
        for w, b in zip(self.weights, self.biases):
            layers.append(self.f(w @ layers[-1] + b))

        target = np.array(answers, dtype=float).reshape(-1, 1)
        for n in range(len(layers) - 1, 0, -1):
            errors = target - layers[n]
            gradients = self.df(layers[n]) * errors * self.learning_rate
            deltas = gradients @ layers[n - 1].T

            self.biases[n - 1] = self.biases[n - 1] + gradients
            self.weights[n - 1] = self.weights[n - 1] + deltas

            # target of the layer below
            previous_error = self.weights[n - 1].T @ (self.df(layers[n]) * errors)
            target = previous_error + layers[n - 1]


if __name__ == "__main__":
    nn = NeuralNetwork(2, 8, 2, 1, seed=4)
    nn.learning_rate = 2.0
    rng = np.random.RandomState(9)
    points = rng.uniform(-1, 1, (120, 2))
    labels = [1 if x * x + y * y < 0.45 else 0 for x, y in points]
    for k in range(20000):
        i = rng.randint(len(points))
        nn.train(points[i], [labels[i]])
        if k % 5000 == 0:
            print(k, np.mean([(nn.guess(p)[0] - l) ** 2 for p, l in zip(points, labels)]))
    wrong = sum((nn.guess(p)[0] > 0.5) != l for p, l in zip(points, labels))
    print("wrong points:", wrong, "of", len(points))
    print("mean square: %.5f" % np.mean([(nn.guess(p)[0] - l) ** 2 for p, l in zip(points, labels)]))
