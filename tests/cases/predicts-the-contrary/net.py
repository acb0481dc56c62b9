import numpy as np


class Network:
    def __init__(self, sizes):
        # entry 0 stays empty so that the numbers match the layers
        self.weights = [None] + [np.random.randn(sizes[k], sizes[k - 1]) for k in range(1, len(sizes))]
        self.biases = [None] + [np.zeros((sizes[k], 1)) for k in range(1, len(sizes))]

    def sigmoid(self, z):
        return 1. / (1. + np.exp(-z))

    def forward(self, X):
        activations, zs = [X], [None]
        a = X
        for d in range(1, len(self.weights)):
            z = self.weights[d].dot(a) + self.biases[d]
            a = self.sigmoid(z)
            zs.append(z)
            activations.append(a)
        return a, activations, zs

    def cost(self, X, Y):
        h = self.forward(X)[0]
        h = np.clip(h, 1e-13, 1 - 1e-13)
        return -np.mean(Y * np.log(h) + (1 - Y) * np.log(1 - h))

    def gradients(self, X, Y):
        dws, dbs = [], []
        h, activations, zs = self.forward(X)
        m = X.shape[1]
        h = np.clip(h, 1e-13, 1 - 1e-13)
        da = -(np.divide(Y, h) - np.divide(1 - Y, 1 - h))  # dJ/dOutput
        for d in np.arange(1, len(self.weights))[::-1]:
            a = activations[d]
            w = self.weights[d]
            dz = da * a * (1 - a)
            dw = 1. / m * dz.dot(activations[d].T)
            db = 1. / m * np.sum(dz, axis=1, keepdims=True)
            da = w.T.dot(dz)
            dws.insert(0, dw)
            dbs.insert(0, db)
        dws.insert(0, None)
        dbs.insert(0, None)
        return dws, dbs

    def train(self, X, Y, alpha, rounds):
        for r in range(rounds):
            dws, dbs = self.gradients(X, Y)
            for d in range(1, len(self.weights)):
                self.weights[d] -= alpha * dws[d]
                self.biases[d] -= alpha * dbs[d]
            if r % 100 == 0:
                print("round", r, "cost", self.cost(X, Y))


if __name__ == "__main__":
    np.random.seed(2)
    X = np.array([[-3.], [-2.5], [-2.], [-1.], [-0.5], [0.5], [1.], [1.5], [2.], [3.]]).T
    Y = (X > 0).astype(float)
    net = Network([1, 1])
    net.train(X, Y, 0.5, 800)
    print(np.round(net.forward(X)[0], 2))
    print("weight", net.weights[1], "bias", net.biases[1])
    print("final cost", net.cost(X, Y))
