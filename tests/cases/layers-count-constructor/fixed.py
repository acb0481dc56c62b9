import numpy as np


class BasicNetwork:
    """inputs, a number of equally wide hidden layers, outputs; column vectors"""

    def __init__(self, input_nodes, hidden_layers, hidden_nodes, output_nodes):
        np.random.seed(7)
        widths = [input_nodes] + [hidden_nodes] * hidden_layers + [output_nodes]
        self.weights = []
        self.biases = []
        for below, above in zip(widths, widths[1:]):
            self.weights.append(np.random.uniform(-1, 1, (above, below)))
            self.biases.append(np.random.uniform(-1, 1, (above, 1)))
        self.learning_rate = 0.1

    def activation(self, m):
        return np.tanh(m)

    def derivative(self, m):
        # m has been through tanh already
        return 1 - m * m

    def guess(self, values):
        out = np.array(values, dtype=float).reshape(-1, 1)
        for w, b in zip(self.weights, self.biases):
            out = self.activation(w @ out + b)
        return out.ravel()

    def train(self, values, wish):
        layers = [np.array(values, dtype=float).reshape(-1, 1)]
        for w, b in zip(self.weights, self.biases):
            layers.append(self.activation(w @ layers[-1] + b))
        target = np.array(wish, dtype=float).reshape(-1, 1)

        for n in range(len(layers) - 1, 0, -1):
            errors = target - layers[n]
            gradients = errors * self.derivative(layers[n])
            deltas = gradients @ layers[n - 1].T

            # the layer below gets its own target
            previous_error = self.weights[n - 1].T @ gradients
            self.biases[n - 1] = self.biases[n - 1] + gradients * self.learning_rate
            self.weights[n - 1] = self.weights[n - 1] + deltas * self.learning_rate
            target = previous_error + layers[n - 1]


if __name__ == "__main__":
    rng = np.random.RandomState(1)
    points = rng.uniform(-1, 1, (300, 2))
    heights = 0.8 * np.sin(3 * points[:, 0]) * np.cos(2 * points[:, 1])
    net = BasicNetwork(2, 3, 10, 1)
    for epoch in range(60):
        for k in rng.permutation(300):
            net.train(points[k], [heights[k]])
        if epoch % 10 == 9:
            missed = [net.guess(p)[0] - t for p, t in zip(points, heights)]
            print("epoch", epoch + 1, "mse", np.mean(np.square(missed)))
