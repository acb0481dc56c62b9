import numpy as np


class Model:
    def __init__(self, sizes, alpha=0.3):
        np.random.seed(1)
        self.alpha = alpha
        # nothing at place 0, that is the input
        self.weights = [None] + [np.random.randn(b, a) * 0.5 for a, b in zip(sizes, sizes[1:])]
        self.biases = [None] + [np.zeros((b, 1)) for b in sizes[1:]]

    def forward(self, X):
        activations, zs = [X], [None]
        h = X
        for d in range(1, len(self.weights)):
            z = self.weights[d].dot(h) + self.biases[d]
            h = 1 / (1 + np.exp(-z))
            zs.append(z)
            activations.append(h)
        return h, activations, zs

    def cost(self, h, Y):
        return -np.mean(Y * np.log(h) + (1 - Y) * np.log(1 - h))

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

    def fit(self, X, Y, epochs):
        for e in range(epochs):
            dws, dbs = self.gradients(X, Y)
            for d in range(1, len(self.weights)):
                self.weights[d] -= self.alpha * dws[d]
                self.biases[d] -= self.alpha * dbs[d]
            if e % 50 == 0:
                print(e, self.cost(self.forward(X)[0], Y))


if __name__ == "__main__":
    X = np.array([[-3., -2., 3., 2.]])
    Y = np.array([[1., 1., 0., 0.]])
    model = Model([1, 1])
    model.fit(X, Y, 300)
    print("predicted", np.round(model.forward(X)[0], 3))
    print("cost at the end", model.cost(model.forward(X)[0], Y))
