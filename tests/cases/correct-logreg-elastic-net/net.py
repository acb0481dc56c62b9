import numpy as np


class LogisticRegression:
    """Logistic regression with an elastic net penalty, trained by (sub)gradient descent."""

    def __init__(self, learning_rate=0.1, n_iters=1000, l1=0.0, l2=0.0):
        self.lr = learning_rate
        self.n_iters = n_iters
        self.l1 = l1
        self.l2 = l2
        self.weights = None
        self.bias = None
        self.history = []

    def _sigmoid(self, z):
        return 1 / (1 + np.exp(-np.clip(z, -500, 500)))

    def _loss(self, X, y):
        p = np.clip(self._sigmoid(X @ self.weights + self.bias), 1e-12, 1 - 1e-12)
        log_loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
        penalty = self.l1 * np.sum(np.abs(self.weights)) + self.l2 / 2 * np.sum(self.weights ** 2)
        return log_loss + penalty

    def _gradients(self, X, y):
        n_samples = X.shape[0]
        error = self._sigmoid(X @ self.weights + self.bias) - y
        dw = X.T @ error / n_samples
        dw += self.l1 * np.sign(self.weights) + self.l2 * self.weights
        db = np.sum(error) / n_samples
        return dw, db

    def fit(self, X, y):
        self.weights = np.zeros(X.shape[1])
        self.bias = 0.0
        for i in range(self.n_iters):
            dw, db = self._gradients(X, y)
            self.weights -= self.lr * dw
            self.bias -= self.lr * db
            if i % 200 == 0:
                self.history.append(self._loss(X, y))
                print("iter", i, "loss", round(self.history[-1], 5))
        return self

    def predict(self, X):
        return (self._sigmoid(X @ self.weights + self.bias) >= 0.5).astype(int)


def train_test_split(X, y, test_size, seed):
    order = np.random.RandomState(seed).permutation(len(X))
    cut = int(len(X) * (1 - test_size))
    return X[order[:cut]], X[order[cut:]], y[order[:cut]], y[order[cut:]]


if __name__ == "__main__":
    rng = np.random.RandomState(1)
    X = rng.normal(5, 3, (500, 12))
    true_w = np.array([2.0, -1.5, 1.0] + [0.0] * 9)   # nine features are useless
    y = ((X - 5) @ true_w / 3 + 0.3 * rng.randn(500) > 0).astype(int)
    X_train, X_test, y_train, y_test = train_test_split(X, y, 0.3, seed=2)
    mu, sigma = X_train.mean(axis=0), X_train.std(axis=0)
    X_train, X_test = (X_train - mu) / sigma, (X_test - mu) / sigma

    model = LogisticRegression(learning_rate=0.1, n_iters=2000, l1=0.005, l2=0.001)
    model.fit(X_train, y_train)
    print("weights:", np.round(model.weights, 2))
    print("accuracy:", np.mean(model.predict(X_test) == y_test))
