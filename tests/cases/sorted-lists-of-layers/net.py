import numpy as np


class Network:
    """ sizes e.g. [6, 6, 6, 1]; weights[0] stays empty so that indices fit the layers """

    def __init__(self, sizes, seed=0):
        np.random.seed(seed)
        self.sizes = sizes
        self.weights, self.biases = [None], [None]
        for d in range(1, len(sizes)):
            self.weights.append(np.random.randn(sizes[d], sizes[d - 1]) * np.sqrt(1. / sizes[d - 1]))
            self.biases.append(np.zeros((sizes[d], 1)))

    def forward(self, X):
        a = X
        activations, zs = [X], [None]
        for d in range(1, len(self.sizes)):
            z = self.weights[d].dot(a) + self.biases[d]
            a = 1. / (1. + np.exp(-z)) if d == len(self.sizes) - 1 else np.tanh(z)
            zs.append(z)
            activations.append(a)
        return a, activations, zs

    def cost(self, X, Y):
        h = self.forward(X)[0]
        return -np.mean(Y * np.log(h) + (1 - Y) * np.log(1 - h))

    def gradients(self, X, Y):
        dws, dbs = [], []
        h, activations, zs = self.forward(X)
        m = X.shape[0]
        dz = h - Y
        for d in np.arange(1, len(self.weights))[::-1]:
            if d < len(self.weights) - 1:
                dz = da * (1 - activations[d] ** 2)
            dw = 1. / m * dz.dot(activations[d].T)
            db = 1. / m * np.sum(dz, axis=1, keepdims=True)
            da = self.weights[d].T.dot(dz)
            dws.insert(0, dw)
            dbs.insert(0, db)
        dws.insert(0, None)
        dbs.insert(0, None)
        return dws, dbs

    def train(self, X, Y, alpha, epochs):
        for e in range(epochs):
            dws, dbs = self.gradients(X, Y)
            for d in range(1, len(self.weights)):
                self.weights[d] -= alpha * dws[d]
                self.biases[d] -= alpha * dbs[d]
            if e % 300 == 0:
                print("Epoch", e, "cost", self.cost(X, Y))


if __name__ == "__main__":
    rng = np.random.RandomState(8)
    X = rng.uniform(-1, 1, (6, 240))
    Y = (X[0] * X[1] + X[2] - X[3] > 0).astype(float).reshape(1, -1)
    net = Network([6, 6, 6, 1])
    net.train(X, Y, alpha=0.8, epochs=3000)
    print("final cost:", net.cost(X, Y))
