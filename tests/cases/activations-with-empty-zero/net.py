import numpy as np


class Net:
    """weights[0] and biases[0] are left empty, so that weights[d] belongs to activations[d]"""

    def __init__(self, sizes, alpha, seed):
        rng = np.random.RandomState(seed)
        self.alpha = alpha
        self.weights = [None]
        self.biases = [None]
        for before, now in zip(sizes, sizes[1:]):
            self.weights.append(rng.randn(now, before) * np.sqrt(1.0 / before))
            self.biases.append(np.zeros((now, 1)))

    def logistic(self, z):
        return 1 / (1 + np.exp(-z))

    def forward(self, X):
        activations, zs = [X], [None]
        a = X
        for d in range(1, len(self.weights)):
            z = self.weights[d].dot(a) + self.biases[d]
            a = self.logistic(z)
            zs.append(z)
            activations.append(a)
        return a, activations, zs

    def cost(self, X, Y):
        h = self.forward(X)[0]
        return -np.mean(Y * np.log(h) + (1 - Y) * np.log(1 - h))

    def gradients(self, X, Y):
        dws, dbs = [], []
        h, activations, zs = self.forward(X)
        da = -(np.divide(Y, h) - np.divide(1 - Y, 1 - h))  # dJ/dOutput
        m = X.shape[1]
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

    def update(self, dws, dbs):
        for d in range(1, len(self.weights)):
            self.weights[d] -= self.alpha * dws[d]
            self.biases[d] -= self.alpha * dbs[d]

    def fit(self, X, Y, epochs):
        for e in range(epochs):
            dws, dbs = self.gradients(X, Y)
            self.update(dws, dbs)
            if e % 500 == 0:
                print("epoch", e, "cost", self.cost(X, Y))


if __name__ == "__main__":
    rng = np.random.RandomState(4)
    X = rng.uniform(-2, 2, (4, 250))
    # 1 where the first two features lie far from the origin
    Y = ((X[0] ** 2 + 0.5 * X[1] ** 2 + 0.3 * X[2]) > 2).astype(float).reshape(1, -1)
    net = Net([4, 4, 4, 1], 0.8, seed=2)
    net.fit(X, Y, 4000)
    print("final cost:", net.cost(X, Y))
    print("accuracy", np.mean((net.forward(X)[0] > 0.5) == (Y > 0.5)))
