import numpy as np


class FuelRegressor:
    """consumption from weight, power, and age of a car (all standardised)"""

    def __init__(self, hidden=40, lr=0.05, seed=0):
        self.rng = np.random.default_rng(seed)
        self.lr = lr
        self.params = {
            'W1': self.rng.normal(0, 1 / np.sqrt(3), (3, hidden)),
            'b1': np.zeros(hidden),
            'W2': self.rng.normal(0, 1 / np.sqrt(hidden), (hidden, 1)),
            'b2': np.zeros(1),
        }

    def predict(self, X):
        p = self.params
        self.a = np.tanh(X @ p['W1'] + p['b1'])
        return self.a @ p['W2'] + p['b2']

    def _grads(self, X, y):
        err = 2 * (self.predict(X) - y) / len(X)
        back = err @ self.params['W2'].T * (1 - self.a ** 2)
        return {'W1': X.T @ back, 'b1': back.sum(axis=0),
                'W2': self.a.T @ err, 'b2': err.sum(axis=0)}

    def fit(self, X, y, Xval, yval, epochs=800, batch=10):
        y, yval = y[:, None], yval[:, None]
        best, self.best_params = np.inf, None
        for epoch in range(epochs):
            idx = self.rng.permutation(len(X))
            for k in range(0, len(X), batch):
                g = self._grads(X[idx[k:k + batch]], y[idx[k:k + batch]])
                for name in self.params:
                    self.params[name] -= self.lr * g[name]
            val = np.mean((self.predict(Xval) - yval) ** 2)
            if val < best:
                best = val
                self.best_params = {k: v.copy() for k, v in self.params.items()}      # keep the best epoch
            if epoch % 200 == 0:
                print('epoch', epoch, 'val mse', round(val, 4))
        self.params = self.best_params
        print('best val mse', best, 'now', np.mean((self.predict(Xval) - yval) ** 2))

    def score(self, X, y):
        residual = np.sum((y - self.predict(X)[:, 0]) ** 2)
        return 1 - residual / np.sum((y - y.mean()) ** 2)


def cars(n, rng):
    X = rng.normal(0, 1, (n, 3))
    y = 1.2 * X[:, 0] + 0.7 * np.maximum(X[:, 1], 0) - 0.4 * X[:, 0] * X[:, 2]
    return X, y + rng.normal(0, 0.4, n)


if __name__ == '__main__':
    rng = np.random.default_rng(17)
    X, y = cars(60, rng)
    Xval, yval = cars(60, rng)
    Xtest, ytest = cars(200, rng)
    model = FuelRegressor()
    model.fit(X, y, Xval, yval)
    print('test R2:', model.score(Xtest, ytest))
