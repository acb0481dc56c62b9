import numpy as np


class LogisticModel:
    def __init__(self, step_size=0.2, n_iter=800):
        self.step_size = step_size
        self.n_iter = n_iter
        self.losses = []

    @staticmethod
    def sigmoid(z):
        return 1 / (1 + np.exp(-z))

    def binary_loss(self, y, p):
        p = np.clip(p, 1e-10, 1 - 1e-10)
        return np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

    def gradients(self, X, y, p):
        n = X.shape[0]
        dw = X.T @ (y - p) / n
        db = np.mean(y - p)
        return dw, db

    def fit(self, X, y):
        self.w = np.zeros(X.shape[1])
        self.b = 0.0
        for it in range(self.n_iter):
            p = self.sigmoid(X @ self.w + self.b)
            self.losses.append(self.binary_loss(y, p))
            dw, db = self.gradients(X, y, p)
            self.w -= self.step_size * dw
            self.b -= self.step_size * db
        return self

    def predict(self, X):
        return (self.sigmoid(X @ self.w + self.b) > 0.5).astype(int)


if __name__ == "__main__":
    rng = np.random.default_rng(5)
    sick = rng.integers(0, 2, 240)
    X = rng.normal(0, 1, (240, 4)) + np.outer(sick, [1.8, -0.6, 0.0, 1.3])
    train, test = slice(0, 180), slice(180, 240)
    model = LogisticModel().fit(X[train], sick[train])
    for it in range(0, 800, 200):
        print("iteration", it, "loss %.4f" % model.losses[it])
    print("w", model.w.round(3), "b", round(float(model.b), 3))
    print("accuracy on the test part: %.3f" % np.mean(model.predict(X[test]) == sick[test]))
