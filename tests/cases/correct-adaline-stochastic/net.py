import numpy as np


class Adaline:
    """adaptive linear unit, one example at a time"""

    def __init__(self, eta=0.01, n_iter=10, shuffle=True, random_state=None):
        self.eta = eta
        self.n_iter = n_iter
        self.shuffle = shuffle
        self.rgen = np.random.RandomState(random_state)

    def fit(self, X, y):
        self.w_ = self.rgen.normal(loc=0.0, scale=0.01, size=X.shape[1])
        self.b_ = np.float64(0.)
        self.losses_ = []
        for i in range(self.n_iter):
            if self.shuffle:
                r = self.rgen.permutation(len(y))
                X, y = X[r], y[r]
            losses = []
            for xi, target in zip(X, y):
                losses.append(self._update_weights(xi, target))
            self.losses_.append(np.mean(losses))
            print("epoch", i + 1, "mean loss", self.losses_[-1])
        return self

    def _update_weights(self, xi, target):
        output = self.activation(self.net_input(xi))
        error = (target - output)
        self.w_ += self.eta * 2.0 * xi * (error)
        self.b_ += self.eta * 2.0 * error
        return error ** 2

    def net_input(self, X):
        return np.dot(X, self.w_) + self.b_

    def activation(self, X):
        return X

    def predict(self, X):
        return np.where(self.activation(self.net_input(X)) >= 0.5, 1, 0)


if __name__ == "__main__":
    rng = np.random.RandomState(0)
    sepal = np.r_[rng.normal(5.0, 0.35, 50), rng.normal(5.9, 0.5, 50)]
    petal = np.r_[rng.normal(1.46, 0.17, 50), rng.normal(4.26, 0.45, 50)]
    X = np.c_[sepal, petal]
    y = np.r_[np.zeros(50, dtype=int), np.ones(50, dtype=int)]
    X_std = (X - X.mean(axis=0)) / X.std(axis=0)
    ada = Adaline(eta=0.01, n_iter=12, random_state=1)
    ada.fit(X_std, y)
    print("weights", ada.w_, "bias", ada.b_)
    print("share of hits:", np.mean(ada.predict(X_std) == y))
