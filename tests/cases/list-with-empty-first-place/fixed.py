import numpy as np


class Net:
    """sizes of all layers, the inputs first; index 0 of weights and biases stays empty"""

    def __init__(self, sizes):
        self.sizes = sizes
        self.weights = [None]
        self.biases = [None]
        for before, here in zip(sizes[:-1], sizes[1:]):
            self.weights.append(np.random.randn(here, before) * 0.8)
            self.biases.append(np.zeros((here, 1)))

    def activate(self, z):
        return 1 / (1 + np.exp(-z))

    def forward(self, X):
        activations = [X]
        for w, b in zip(self.weights[1:], self.biases[1:]):
            activations.append(self.activate(w.dot(activations[-1]) + b))
        return activations[-1], activations

    def cost(self, h, Y):
        m = Y.shape[1]
        return -np.sum(Y * np.log(h) + (1 - Y) * np.log(1 - h)) / m

    def slopes(self, X, Y):
        h, activations = self.forward(X)
        m = X.shape[1]
        dws, dbs = [], []
        da = -(np.divide(Y, h) - np.divide(1 - Y, 1 - h))
        for d in range(len(self.weights) - 1, 0, -1):
            a = activations[d]
            dz = da * a * (1 - a)
            dw = 1. / m * dz.dot(activations[d - 1].T)
            db = 1. / m * np.sum(dz, axis=1, keepdims=True)
            da = self.weights[d].T.dot(dz)
            dws.insert(0, dw)
            dbs.insert(0, db)
        dws.insert(0, None)
        dbs.insert(0, None)
        return dws, dbs

    def fit(self, X, Y, alpha, epochs):
        for epoch in range(epochs):
            dws, dbs = self.slopes(X, Y)
            for d in range(1, len(self.weights)):
                self.weights[d] -= alpha * dws[d]
                self.biases[d] -= alpha * dbs[d]
            if epoch % 500 == 0:
                print("cost", self.cost(self.forward(X)[0], Y))


if __name__ == "__main__":
    np.random.seed(5)
    # three switches; the answers: the opposite of the first, first or second, second and third
    X = np.array([[i >> 2 & 1, i >> 1 & 1, i & 1] for i in range(8)], dtype=float).T
    Y = np.array([1 - X[0], np.maximum(X[0], X[1]), X[1] * X[2]])
    net = Net([3, 3, 3])
    net.fit(X, Y, 1.0, 4000)
    h = net.forward(X)[0]
    print(np.round(h.T, 2))
    print("cost at the end:", net.cost(h, Y))
