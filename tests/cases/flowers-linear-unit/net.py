import numpy as np


class LinearUnit:
    def __init__(self, eta=0.01, n_iter=50):
        self.eta = eta
        self.n_iter = n_iter

    def fit(self, X, y, seed=99):
        rng = np.random.RandomState(seed)
        self.weights = rng.normal(0, 0.1, X.shape[1] + 1)
        for it in range(self.n_iter):
            change = np.zeros(len(self.weights))
            cost = 0
            for x, wanted in zip(X, y):
                got = np.dot(self.weights[1:], x) + self.weights[0]
                miss = wanted - got
                cost += miss ** 2
                change += miss * np.concatenate([[1.0], x])
            cost = 0.5 * cost / len(X)
            self.weights += self.eta * change
            if it % 10 == 0 or it == self.n_iter - 1:
                print("iter", it, "J =", cost)
        return self

    def predict(self, x):
        return 1 if np.dot(self.weights[1:], x) + self.weights[0] >= 0 else -1


if __name__ == "__main__":
    # two sorts of flowers, two lengths each in cm
    rng = np.random.RandomState(5)
    small = np.column_stack([rng.normal(5.0, 0.35, 50), rng.normal(1.5, 0.2, 50)])
    large = np.column_stack([rng.normal(5.9, 0.5, 50), rng.normal(4.3, 0.45, 50)])
    X = np.vstack([small, large])
    y = np.array([-1] * 50 + [1] * 50)
    unit = LinearUnit(eta=0.02, n_iter=150).fit(X, y)
    print("hits:", np.mean([unit.predict(x) == t for x, t in zip(X, y)]))
