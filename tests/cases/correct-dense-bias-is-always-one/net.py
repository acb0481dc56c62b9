import numpy as np


class PlainDescent:
    def __init__(self, learning_rate=1e-2):
        self.learning_rate = learning_rate

    def update(self, layer):
        layer.weights -= self.learning_rate * layer.g_w


class Tanh:
    @staticmethod
    def value(v):
        return np.tanh(v)

    @staticmethod
    def slope(v):
        return 1 - np.tanh(v) ** 2


class Joined:
    def __init__(self, n_in, n_out, curve, mover):
        self.n_in = n_in
        self.curve = curve
        self.mover = mover
        # one row more than there are inputs
        self.weights = (np.random.sample(size=(n_in + 1, n_out)) * 2 - 1) / np.sqrt(n_in)

    def ahead(self, inputs):
        bias = np.ones((1, 1))
        self.x = np.concatenate((inputs, bias), axis=1)
        self.v = self.x @ self.weights
        return self.curve.value(self.v)

    def back(self, g_y):
        k = self.curve.slope(self.v)
        g_v = g_y * k
        self.g_w = self.x.transpose() @ g_v
        g_x = g_v @ self.weights.transpose()
        self.mover.update(self)
        # remove the bias node from the gradient vector
        return g_x[:, :-1]


class SquareGap:
    @staticmethod
    def value(x, y):
        return np.mean((y - x) ** 2)

    @staticmethod
    def slope(x, y):
        return 2 * (y - x)


class Chain:
    def __init__(self, layers, misfit):
        self.layers = layers
        self.misfit = misfit

    def ahead(self, x):
        y = x.ravel()[np.newaxis, :]
        for layer in self.layers:
            y = layer.ahead(y)
        return y

    def train(self, data, n_iter):
        history = []
        for i in range(n_iter):
            x = data[np.random.randint(len(data))]
            y = self.ahead(x)
            history.append(self.misfit.value(x.ravel(), y.ravel()))
            g_y = self.misfit.slope(x.ravel()[np.newaxis, :], y)
            for layer in self.layers[::-1]:
                g_y = layer.back(g_y)
            if i % 5000 == 4999:
                print("iteration", i + 1, "error", np.mean(history[-500:]))


if __name__ == "__main__":
    np.random.seed(0)
    # autoencoder for 3x3 pictures with four patterns, values -1..1 shrunk a little
    patterns = [[1, -1, 1, -1, 1, -1, 1, -1, 1], [-1, 1, -1, 1, 1, 1, -1, 1, -1],
                [1, 1, 1, -1, -1, -1, 1, 1, 1], [1, -1, -1, 1, -1, -1, 1, 1, 1]]
    data = [0.8 * np.array(p, dtype=float).reshape(3, 3) + np.random.normal(0, 0.05, (3, 3)) for p in patterns * 10]
    layers = [Joined(9, 4, Tanh, PlainDescent(0.02)), Joined(4, 9, Tanh, PlainDescent(0.02))]
    autoencoder = Chain(layers, SquareGap)
    autoencoder.train(data, 20000)
    errors = [SquareGap.value(x.ravel(), autoencoder.ahead(x).ravel()) for x in data]
    print("mean error:", np.mean(errors))
