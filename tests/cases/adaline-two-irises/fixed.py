import numpy as np


class AdalineUnit:
    """adaptive linear neuron, all rows before every change"""

    def __init__(self, eta=0.01, n_iter=50, seed=123):
        self.eta = eta
        self.n_iter = n_iter
        self.seed = seed

    def net_input(self, X):
        return np.dot(X, self.weights_[1:]) + self.weights_[0]

    def fit(self, X, y):
        gen = np.random.RandomState(self.seed)
        self.weights_ = gen.normal(0.0, 0.1, X.shape[1] + 1)
        for it in range(self.n_iter):
            change = np.zeros(len(self.weights_))
            cost = 0.0
            for row, actual in zip(X, y):
                miss = actual - self.net_input(row)
                change += miss * np.concatenate([[1.0], row])
                cost += miss ** 2
            self.weights_ += self.eta * change / len(X)
            if it % 50 == 0 or it == self.n_iter - 1:
                print("iter (%d)  J = %s  w = %s" % (it, 0.5 * cost / len(X), self.weights_))
        return self

    def predict(self, X):
        return np.where(self.net_input(X) >= 0.0, 1, -1)


def two_flowers(n=50):
    # length of sepal and petal in cm
    gen = np.random.RandomState(4)
    small = gen.normal([5.0, 1.5], [0.35, 0.17], (n, 2))
    large = gen.normal([5.9, 4.3], [0.50, 0.45], (n, 2))
    X = np.vstack([small, large])
    y = np.array([-1] * n + [1] * n)
    return X, y


if __name__ == "__main__":
    X, y = two_flowers()
    ada = AdalineUnit(eta=0.01, n_iter=400)
    ada.fit(X, y)
    print("right answers:", np.mean(ada.predict(X) == y))
    print("mean squared miss:", np.mean((y - ada.net_input(X)) ** 2))
