import numpy as np


def squash(v):
    return 1 / (1 + np.exp(-v))


class SigmoidStack:
    # index 0 stays empty so that weights, zs and activations line up
    def __init__(self, sizes, seed=0):
        rng = np.random.RandomState(seed)
        self.weights = [None]
        self.biases = [None]
        for below, here in zip(sizes[:-1], sizes[1:]):
            self.weights.append(rng.randn(here, below))
            self.biases.append(np.zeros((here, 1)))

    def forward(self, X):
        zs = [None]
        activations = [X]
        for w, b in zip(self.weights[1:], self.biases[1:]):
            zs.append(w.dot(activations[-1]) + b)
            activations.append(squash(zs[-1]))
        return activations[-1], activations, zs

    def cost(self, X, Y):
        h = self.forward(X)[0]
        return -np.mean(Y * np.log(h + 1e-12) + (1 - Y) * np.log(1 - h + 1e-12))

    def gradients(self, X, Y):
        dws, dbs = [], []
        h, activations, zs = self.forward(X)
        m = X.shape[1]
        da = -(np.divide(Y, h) - np.divide(1 - Y, 1 - h))
        for d in np.arange(1, len(self.weights))[::-1]:
            a = activations[d]
            w = self.weights[d]
            dz = da * a * (1 - a)
            dws.insert(0, 1. / m * dz.dot(activations[d - 1].T))
            dbs.insert(0, 1. / m * np.sum(dz, axis=1, keepdims=True))
            da = w.T.dot(dz)
        return [None] + dws, [None] + dbs

    def fit(self, X, Y, alpha, epochs):
        for e in range(epochs):
            dws, dbs = self.gradients(X, Y)
            for d in range(1, len(self.weights)):
                self.weights[d] -= alpha * dws[d]
                self.biases[d] -= alpha * dbs[d]
            if e % 200 == 0:
                print("epoch", e, "cost", self.cost(X, Y))


if __name__ == "__main__":
    X = np.array([[-3., -2.5, -2., -1.2, 1., 1.7, 2., 3.]])
    Y = np.array([[0., 0., 0., 0., 1., 1., 1., 1.]])
    net = SigmoidStack([1, 1], seed=6)
    net.fit(X, Y, 0.1, 1001)
    print("outputs", np.round(net.forward(X)[0], 3))
    print("cost in the end", net.cost(X, Y))
