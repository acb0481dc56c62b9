import numpy as np


class BinaryNet:
    def __init__(self, sizes, alpha=0.5):
        # place 0 stays empty, so that the numbers agree with the layers
        self.weights = [None]
        self.biases = [None]
        for n_in, n_out in zip(sizes[:-1], sizes[1:]):
            self.weights.append(np.random.randn(n_out, n_in) / np.sqrt(n_in))
            self.biases.append(np.zeros((n_out, 1)))
        self.alpha = alpha

    def sigmoid(self, z):
        return 1 / (1 + np.exp(-z))

    def forward(self, X):
        acts = [X]
        for W, b in zip(self.weights[1:], self.biases[1:]):
            acts.append(self.sigmoid(W.dot(acts[-1]) + b))
        return acts[-1], acts

    def cost(self, X, Y):
        h, _ = self.forward(X)
        h = np.clip(h, 1e-10, 1 - 1e-10)
        return float(np.mean(-Y * np.log(h) - (1 - Y) * np.log(1 - h)))

    def gradients(self, X, Y):
        h, acts = self.forward(X)
        h = np.clip(h, 1e-10, 1 - 1e-10)
        m = X.shape[1]
        dws = [None] * len(self.weights)
        dbs = [None] * len(self.weights)
        da = -(np.divide(Y, h) - np.divide(1 - Y, 1 - h))
        for d in range(len(self.weights) - 1, 0, -1):
            dz = da * acts[d] * (1 - acts[d])
            dws[d] = dz.dot(acts[d - 1].T) / m
            dbs[d] = np.sum(dz, axis=1, keepdims=True) / m
            da = self.weights[d].T.dot(dz)
        return dws, dbs

    def fit(self, X, Y, epochs, batch):
        for e in range(epochs):
            for s in range(0, X.shape[1], batch):
                dws, dbs = self.gradients(X[:, s:s + batch], Y[:, s:s + batch])
                for d in range(1, len(self.weights)):
                    self.weights[d] -= self.alpha * dws[d]
                    self.biases[d] -= self.alpha * dbs[d]
            if e % 20 == 0:
                print("epoch", e, "cost", self.cost(X, Y))


if __name__ == "__main__":
    np.random.seed(12)
    X = np.random.randn(3, 600)
    Y = (X[:1] + X[1:2] * 0.5 - X[2:] > 0.3) * 1.0
    net = BinaryNet([3, 5, 1])
    net.fit(X, Y, 100, 30)
    print("cost in the end", net.cost(X, Y))
    print("right answers:", np.mean((net.forward(X)[0] > 0.5) == Y))
