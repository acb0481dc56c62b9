import numpy as np


class SurfaceNet:
    def __init__(self, n_hidden=24, lr=0.1, batch_size=32, seed=0):
        self.rng = np.random.RandomState(seed)
        self.lr = lr
        self.batch_size = batch_size
        self.W = [self.rng.randn(2, n_hidden) / np.sqrt(2), self.rng.randn(n_hidden, 1) / np.sqrt(n_hidden)]
        self.b = [np.zeros(n_hidden), np.zeros(1)]

    def predict(self, X):
        return np.tanh(X @ self.W[0] + self.b[0]) @ self.W[1] + self.b[1]

    def _step(self, X, y):
        h = np.tanh(X @ self.W[0] + self.b[0])
        d_out = (h @ self.W[1] + self.b[1] - y) / len(X)
        d_h = d_out @ self.W[1].T * (1 - h ** 2)
        self.W[1] -= self.lr * h.T @ d_out
        self.b[1] -= self.lr * d_out.sum(axis=0)
        self.W[0] -= self.lr * X.T @ d_h
        self.b[0] -= self.lr * d_h.sum(axis=0)

    def fit(self, X, y, n_epochs=100):
        n = X.shape[0]
        for epoch in range(n_epochs):
            shuffled = self.rng.permutation(n)
            for start in range(0, n, self.batch_size):
                stop = min(start + self.batch_size, n)
                X_batch = X[shuffled[start:stop]]
                y_batch = y[start:stop]
                self._step(X_batch, y_batch)
            if epoch % 25 == 0:
                print("epoch %d: mse %.4f" % (epoch, np.mean((self.predict(X) - y) ** 2)))
        return self


if __name__ == "__main__":
    rng = np.random.RandomState(42)
    X = rng.uniform(-2, 2, (640, 2))
    y = (np.sin(1.5 * X[:, 0]) * X[:, 1]).reshape(-1, 1)
    net = SurfaceNet().fit(X, y, 200)
    print("variance of y %.4f, last mse %.4f" % (y.var(), np.mean((net.predict(X) - y) ** 2)))
