import numpy as np


class Net:
    def __init__(self, sizes):
        # slot 0 stays empty so that the numbers fit the layers
        self.weights = [None]
        self.biases = [None]
        for n_in, n_out in zip(sizes[:-1], sizes[1:]):
            self.weights.append(np.random.randn(n_out, n_in))
            self.biases.append(np.zeros((n_out, 1)))

    def forward(self, X):
        a = X
        activations, zs = [X], [None]
        for d in range(1, len(self.weights)):
            z = self.weights[d].dot(a) + self.biases[d]
            a = 1 / (1 + np.exp(-z))
            zs.append(z)
            activations.append(a)
        return a, activations, zs

    def cost(self, X, Y):
        h, _, _ = self.forward(X)
        return -np.mean(np.sum(Y * np.log(h) + (1 - Y) * np.log(1 - h), axis=0))

    def gradients(self, X, Y):
        dws, dbs = [], []
        h, activations, zs = self.forward(X)
        m = X.shape[1]
        da = -(np.divide(Y, h) - np.divide(1 - Y, 1 - h))
        for d in np.arange(1, len(self.weights))[::-1]:
            a = activations[d]
            w = self.weights[d]
            dz = da * a * (1 - a)
            dw = 1. / m * dz.dot(activations[d - 1].T)
            db = 1. / m * np.sum(dz, axis=1, keepdims=True)
            da = w.T.dot(dz)
            dws.insert(0, dw)
            dbs.insert(0, db)
        dws.insert(0, None)
        dbs.insert(0, None)
        return dws, dbs

    def fit(self, X, Y, alpha, epochs):
        for e in range(epochs):
            dws, dbs = self.gradients(X, Y)
            for d in range(1, len(self.weights)):
                self.weights[d] -= alpha * dws[d]
                self.biases[d] -= alpha * dbs[d]
            if e % (epochs // 8) == 0:
                print("epoch", e, "cost", self.cost(X, Y))


np.random.seed(4)
X = np.random.uniform(-2, 2, (2, 120))
Y = np.vstack([X[0] + X[1] > 0.5, X[0] > X[1]]).astype(float)
net = Net([2, 2])
net.fit(X, Y, 0.3, 160)
print("final cost:", net.cost(X, Y))
print("hits:", np.mean((net.forward(X)[0] > 0.5) == (Y > 0.5)))
