import numpy as np


class DeepNet(object):
    """ weights[0] is left empty so that the index is the layer """

    def __init__(self, dims):
        rs = np.random.RandomState(2)
        self.weights = [None]
        self.biases = [None]
        for i in range(1, len(dims)):
            self.weights.append(rs.randn(dims[i], dims[i - 1]))
            self.biases.append(np.zeros((dims[i], 1)))

    def activate(self, z):
        return 1. / (1. + np.exp(-z))

    def forward(self, X):
        activations = [X]
        for d in np.arange(1, len(self.weights)):
            z = self.weights[d].dot(activations[-1]) + self.biases[d]
            activations.append(self.activate(z))
        return activations[-1], activations

    def cost(self, X, Y):
        h = np.clip(self.forward(X)[0], 1e-12, 1 - 1e-12)
        return -np.mean(Y * np.log(h) + (1 - Y) * np.log(1 - h))

    def gradients(self, X, Y):
        dws, dbs = [], []
        h, activations = self.forward(X)
        h = np.clip(h, 1e-12, 1 - 1e-12)
        da = -(np.divide(Y, h) - np.divide(1 - Y, 1 - h))   # dJ/dOutput
        for d in np.arange(1, len(self.weights))[::-1]:
            a = activations[d]
            w = self.weights[d]
            dz = da * a * (1 - a)
            m = w.shape[1]
            dw = 1. / m * dz.dot(activations[d].T)
            db = 1. / m * np.sum(dz, axis=1, keepdims=True)
            da = w.T.dot(dz)
            dws.insert(0, dw)
            dbs.insert(0, db)
        dws.insert(0, None)
        dbs.insert(0, None)
        return dws, dbs

    def optimize(self, X, Y, alpha, epochs):
        for e in range(epochs):
            dws, dbs = self.gradients(X, Y)
            for d in np.arange(1, len(self.weights)):
                self.weights[d] -= alpha * dws[d]
                self.biases[d] -= alpha * dbs[d]
            if e % 500 == 0:
                print('epoch', e, 'cost', self.cost(X, Y))


if __name__ == '__main__':
    rng = np.random.RandomState(5)
    X = rng.uniform(-1, 1, (3, 120))
    Y = (X[0:1] * 2 - X[1:2] + X[2:3] ** 2 > 0.3).astype(float)
    net = DeepNet([3, 3, 3, 1])
    net.optimize(X, Y, 2.0, 3000)
    print('end cost', net.cost(X, Y))
