import numpy as np


class LogisticRegression:
    def __init__(self, penalty="l2", gamma=0.1, fit_intercept=True):
        self.beta = None
        self.gamma = gamma
        self.penalty = penalty
        self.fit_intercept = fit_intercept

    def fit(self, X, y, lr=0.5, tol=1e-9, max_iter=5000):
        if self.fit_intercept:
            X = np.c_[np.ones(X.shape[0]), X]
        last = np.inf
        self.beta = np.random.rand(X.shape[1])
        for k in range(max_iter):
            y_pred = self.squash(np.dot(X, self.beta))
            loss = self.nll(y, y_pred)
            if k % 200 == 0:
                print("step", k, "loss", loss)
            if last - loss < tol:
                return
            last = loss
            self.beta -= lr * self.nll_grad(X, y, y_pred)

    @staticmethod
    def squash(z):
        return 1 / (1 + np.exp(-z))

    def nll(self, y, y_pred):
        """mean of the negative log likelihood with the penalty in it"""
        N = len(y)
        order = 2 if self.penalty == "l2" else 1
        norm = np.linalg.norm(self.beta, ord=order)
        nll = -np.log(y_pred[y == 1]).sum() - np.log(1 - y_pred[y == 0]).sum()
        reg = (self.gamma / 2) * norm ** 2 if order == 2 else self.gamma * norm
        return (reg + nll) / N

    def nll_grad(self, X, y, y_pred):
        N = len(y)
        d_penalty = self.gamma * self.beta if self.penalty == "l2" else self.gamma * np.sign(self.beta)
        return -(np.dot(y - y_pred, X) - d_penalty) / N

    def predict(self, X):
        if self.fit_intercept:
            X = np.c_[np.ones(X.shape[0]), X]
        return self.squash(np.dot(X, self.beta))


if __name__ == "__main__":
    np.random.seed(14)
    X = np.random.randn(300, 4)
    y = (X @ np.array([1.5, -2.0, 0.5, 0.0]) + 0.3 + 0.4 * np.random.randn(300) > 0).astype(int)
    model = LogisticRegression(gamma=0.5)
    model.fit(X[:200], y[:200])
    print("beta", np.round(model.beta, 3))
    print("test accuracy", np.mean((model.predict(X[200:]) > 0.5) == y[200:]))
