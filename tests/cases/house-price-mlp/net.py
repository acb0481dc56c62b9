import numpy as np


class HousePriceNet:

    def __init__(self, hidden=16, lr=0.05, n_iters=1500, random_state=None):
        self.hidden = hidden
        self.lr = lr
        self.n_iters = n_iters
        self.rng = np.random.RandomState(random_state)

    def _init_weights(self, n_features):
        self.W1 = self.rng.normal(0, np.sqrt(2.0 / n_features), (n_features, self.hidden))
        self.b1 = np.zeros((1, self.hidden))
        self.W2 = self.rng.normal(0, np.sqrt(2.0 / self.hidden), (self.hidden, 1))
        self.b2 = np.zeros((1, 1))

    def _forward(self, X):
        self.Z1 = X @ self.W1 + self.b1
        self.A1 = np.maximum(0, self.Z1)
        return self.A1 @ self.W2 + self.b2

    def fit(self, X, y):
        n_samples, n_features = X.shape
        self._init_weights(n_features)
        self.losses = []
        for _ in range(self.n_iters):
            y_hat = self._forward(X)
            diff = y_hat - y
            self.losses.append(np.mean(diff ** 2))

            dZ2 = 2 * diff.mean(axis=1, keepdims=True) / n_samples
            dW2 = self.A1.T @ dZ2
            db2 = dZ2.sum(axis=0, keepdims=True)
            dZ1 = dZ2 @ self.W2.T * (self.Z1 > 0)
            dW1 = X.T @ dZ1
            db1 = dZ1.sum(axis=0, keepdims=True)

            self.W1 -= self.lr * dW1
            self.b1 -= self.lr * db1
            self.W2 -= self.lr * dW2
            self.b2 -= self.lr * db2
        return self

    def predict(self, X):
        return self._forward(X).ravel()

    def score(self, X, y):
        y = y.ravel()
        return 1 - np.sum((self.predict(X) - y) ** 2) / np.sum((y - y.mean()) ** 2)


if __name__ == "__main__":
    rng = np.random.RandomState(1)
    X = np.column_stack([rng.uniform(40, 220, 300), rng.randint(1, 7, 300), rng.uniform(0, 60, 300)])
    y = 1.8 * X[:, 0] + 12 * X[:, 1] - 0.9 * X[:, 2] + 0.01 * X[:, 0] * X[:, 1] + rng.normal(0, 8, 300)
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    y = (y - y.mean()) / y.std()

    net = HousePriceNet(random_state=0).fit(X, y)
    for i in range(0, 1500, 300):
        print("iteration", i, "loss", net.losses[i])
    print("predictions", net.predict(X[:5]), "true", y[:5])
    print("R2 on the training set: %.4f" % net.score(X, y))
