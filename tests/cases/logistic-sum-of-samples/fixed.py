import numpy as np


class Sigmoid():
    def __call__(self, x):
        return 1 / (1 + np.exp(-x))


class LogisticClassifier():
    """ Binary classifier trained by gradient descent.
    step: size of one step, the same for every data set
    """

    def __init__(self, step=.1):
        self.theta = None
        self.step = step
        self.squash = Sigmoid()

    def _start(self, X):
        bound = 1 / np.sqrt(X.shape[1])
        self.theta = np.random.uniform(-bound, bound, (X.shape[1],))

    def cost(self, X, y):
        p = np.clip(self.squash(X.dot(self.theta)), 1e-9, 1 - 1e-9)
        return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

    def fit(self, X, y, rounds=400):
        self._start(X)
        n_samples = X.shape[0]
        for i in range(rounds):
            p = self.squash(X.dot(self.theta))
            self.theta -= self.step * -(y - p).dot(X) / n_samples
            if i % 50 == 0:
                print(n_samples, "samples, round", i, "cost", self.cost(X, y))

    def predict(self, X):
        return np.round(self.squash(X.dot(self.theta))).astype(int)


def make_patients(n):
    age = np.random.normal(0, 1, n)
    pressure = 0.6 * age + 0.8 * np.random.normal(0, 1, n)
    weight = np.random.normal(0, 1, n)
    score = 0.9 * age - 1.1 * pressure + 0.5 * weight - 0.4
    ill = (np.random.rand(n) < 1 / (1 + np.exp(-score))).astype(int)
    return np.c_[np.ones(n), age, pressure, weight], ill


if __name__ == "__main__":
    np.random.seed(4)
    X, y = make_patients(3000)
    X_train, y_train, X_test, y_test = X[:2400], y[:2400], X[2400:], y[2400:]

    clf = LogisticClassifier()
    clf.fit(X_train, y_train)
    print("theta", clf.theta)
    print("test accuracy", np.mean(clf.predict(X_test) == y_test))
    print("test cost", clf.cost(X_test, y_test))
