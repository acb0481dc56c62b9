import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


class Network:
    # weights[0] and biases[0] are empty so that index d means layer d
    def __init__(self, sizes, seed=0):
        rng = np.random.RandomState(seed)
        self.weights = [None]
        self.biases = [None]
        for n_in, n_out in zip(sizes[:-1], sizes[1:]):
            self.weights.append(rng.randn(n_out, n_in))
            self.biases.append(np.zeros((n_out, 1)))

    def forward(self, X):
        activations = [X]
        for w, b in zip(self.weights[1:], self.biases[1:]):
            activations.append(sigmoid(w.dot(activations[-1]) + b))
        return activations[-1], activations

    def cost(self, X, Y):
        h, _ = self.forward(X)
        return -np.mean(Y * np.log(h) + (1 - Y) * np.log(1 - h))

    def gradients(self, X, Y):
        m = X.shape[1]
        dws = [None] * len(self.weights)
        dbs = [None] * len(self.weights)
        h, activations = self.forward(X)
        da = -(np.divide(Y, h) - np.divide(1 - Y, 1 - h))
        for d in np.arange(1, len(self.weights))[::-1]:
            a = activations[d]
            dz = da * a * (1 - a)
            dws[d] = 1. / m * dz.dot(activations[d].T)
            dbs[d] = 1. / m * np.sum(dz, axis=1, keepdims=True)
            da = self.weights[d].T.dot(dz)
        return dws, dbs

    def fit(self, X, Y, alpha, epochs):
        for e in range(epochs):
            dws, dbs = self.gradients(X, Y)
            for d in range(1, len(self.weights)):
                self.weights[d] -= alpha * dws[d]
                self.biases[d] -= alpha * dbs[d]
            if e % 500 == 0:
                print("epoch", e, "cost", self.cost(X, Y))


if __name__ == "__main__":
    rng = np.random.RandomState(8)
    # three pressures, three valves that have to open
    X = rng.uniform(-2, 2, (3, 250))
    Y = np.vstack([X[0] > 0.4, X[1] - X[2] > 0, X[0] + X[2] < -0.3]).astype(float)
    net = Network([3, 3, 3])
    net.fit(X, Y, 1.0, 3000)
    opened = net.forward(X)[0] > 0.5
    print("valves set correctly:", np.mean(opened == Y))
