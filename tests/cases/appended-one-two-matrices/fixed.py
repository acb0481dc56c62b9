import numpy as np


class DigitReader:
    def __init__(self, n_in, n_hidden, n_out):
        rng = np.random.RandomState(10)
        # last column of each matrix: weights of the constant 1
        self.layers = [rng.randn(n_hidden, n_in + 1) / np.sqrt(n_in),
                       rng.randn(n_out, n_hidden + 1) / np.sqrt(n_hidden)]
        self.iteration = 0

    @staticmethod
    def sigmoid(x):
        return 1.0 / (1.0 + np.exp(-x))

    def feed_forward(self, input_vector):
        hidden = self.sigmoid(self.layers[0].dot(np.append(input_vector, 1)))
        outputs = self.sigmoid(self.layers[1].dot(np.append(hidden, 1)))
        return hidden, outputs

    def backpropagate(self, input_vector, target):
        c = 3.0 / (1 + self.iteration / 4000)  # learning coefficient
        hidden, outputs = self.feed_forward(input_vector)
        output_deltas = outputs * (1 - outputs) * (outputs - target)
        back = np.delete(self.layers[-1], -1, 1).T
        hidden_deltas = hidden * (1 - hidden) * back.dot(output_deltas)
        self.layers[-1] -= c * np.outer(output_deltas, np.append(hidden, 1))
        self.layers[0] -= c * np.outer(hidden_deltas, np.append(input_vector, 1))
        self.iteration += 1

    def precision(self, vectors, targets):
        good = 0
        for v, t in zip(vectors, targets):
            good += np.argmax(self.feed_forward(v)[1]) == np.argmax(t)
        return 100.0 * good / len(vectors)


rng = np.random.RandomState(4)
prototypes = rng.rand(24, 20)
which = rng.randint(0, 24, 700)
vectors = prototypes[which] + rng.normal(0, 0.12, (700, 20))
targets = np.eye(6)[which % 6]

reader = DigitReader(20, 14, 6)
for epoch in range(8):
    error = 0.0
    for v, t in zip(vectors[:500], targets[:500]):
        error += np.sum((reader.feed_forward(v)[1] - t) ** 2)
        reader.backpropagate(v, t)
    print("Epoch %02d error %.4f precision %.2f%%" % (epoch + 1, error / 500, reader.precision(vectors[500:], targets[500:])))
