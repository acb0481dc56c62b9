import numpy as np


class LogisticUnits:
    def value(self, z):
        np.negative(z, out=z)
        np.exp(z, out=z)
        z += 1.0
        np.reciprocal(z, out=z)
        return z

    def slope(self, z):
        s = 1.0 / (1.0 + np.exp(-z))
        return s * (1.0 - s)


class BaseLayer:
    def __init__(self, n_in, n_out, rng):
        self.W = rng.normal(0, 1.0 / np.sqrt(n_in), (n_in, n_out))
        self.b = np.zeros((1, n_out))
        self.units = LogisticUnits()

    def z_and_activation(self, x):
        self.x = x
        self.z = x @ self.W + self.b
        self.a = self.units.value(self.z)
        return self.z, self.a

    def backprop(self, epsilon):
        delta = epsilon * self.units.slope(self.z)
        self.W_gradient = self.x.T @ delta
        self.b_gradient = np.sum(delta, axis=0, keepdims=True)
        return delta @ self.W.T


class MultiLayerNetwork:
    def __init__(self, sizes, rng):
        self.layers = [BaseLayer(a, b, rng) for a, b in zip(sizes[:-1], sizes[1:])]

    def zs_and_activations(self, x):
        zs, activations = [], [x]
        for layer in self.layers:
            z, a = layer.z_and_activation(activations[-1])
            zs.append(z)
            activations.append(a)
        return zs, activations

    def fit(self, x, y, iterations, rate):
        for i in range(iterations):
            zs, activations = self.zs_and_activations(x)
            epsilon = (activations[-1] - y) / len(x)
            for layer in reversed(self.layers):
                epsilon = layer.backprop(epsilon)
            for layer in self.layers:
                layer.W -= rate * layer.W_gradient
                layer.b -= rate * layer.b_gradient
            if i % 500 == 0:
                print("iteration", i, "score", self.score(x, y))

    def score(self, x, y):
        out = self.zs_and_activations(x)[1][-1]
        return 0.5 * np.sum((out - y) ** 2) / len(x)


if __name__ == "__main__":
    rng = np.random.RandomState(0)
    x = np.array([[a, b, c] for a in (-1, 1) for b in (-1, 1) for c in (-1, 1)], dtype=float)
    # majority of the three, and whether the first two agree
    y = np.stack([(x.sum(axis=1) > 0), x[:, 0] == x[:, 1]], axis=1).astype(float)
    net = MultiLayerNetwork([3, 8, 6, 2], rng)
    net.fit(x, y, 3001, 10.0)
    print("final score", net.score(x, y))
