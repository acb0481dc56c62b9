import numpy as np


class Network:
    """weights[0] and biases[0] stay empty, so that number d belongs to layer d"""

    def __init__(self, sizes, seed=0):
        rng = np.random.RandomState(seed)
        self.weights = [None] + [rng.randn(o, i) * 0.1 for i, o in zip(sizes[:-1], sizes[1:])]
        self.biases = [None] + [np.zeros((o, 1)) for o in sizes[1:]]

    def sigmoid(self, z):
        return 1 / (1 + np.exp(-z))

    def forward(self, X):
        activations = [X]
        a = X
        for w, b in zip(self.weights[1:], self.biases[1:]):
            a = self.sigmoid(w.dot(a) + b)
            activations.append(a)
        return a, activations

    def cost(self, h, Y):
        return -np.mean(Y * np.log(h + 1e-12) + (1 - Y) * np.log(1 - h + 1e-12))

    def gradients(self, X, Y):
        dws, dbs = [], []
        h, activations = self.forward(X)
        m = X.shape[1]
        da = -(np.divide(Y, h) - np.divide(1 - Y, 1 - h))
        for d in np.arange(1, len(self.weights))[::-1]:
            a = activations[d]
            w = self.weights[d]
            dz = da * a * (1 - a)
            dw = 1. / m * dz.dot(activations[d].T)
            db = 1. / m * np.sum(dz, axis=1, keepdims=True)
            da = w.T.dot(dz)
            dws.insert(0, dw)
            dbs.insert(0, db)
        return [None] + dws, [None] + dbs

    def fit(self, X, Y, alpha, rounds):
        for i in range(rounds):
            dws, dbs = self.gradients(X, Y)
            for d in range(1, len(self.weights)):
                self.weights[d] -= alpha * dws[d]
                self.biases[d] -= alpha * dbs[d]
            if i % 100 == 0:
                print("round", i, "cost", self.cost(self.forward(X)[0], Y))


if __name__ == "__main__":
    X = np.array([[-1.2, -0.8, -0.6, -0.4, 0.4, 0.6, 0.8, 1.2]])
    Y = np.array([[0., 0., 0., 0., 1., 1., 1., 1.]])
    net = Network([1, 1], seed=2)
    net.fit(X, Y, 0.2, 401)
    h, _ = net.forward(X)
    print("predictions", np.round(h, 2))
    print("final cost", net.cost(h, Y))
