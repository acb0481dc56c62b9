import numpy as np


class LogisticGD:
    """Logistic regression with full batch gradient descent.

    eta : learning rate
    n_iter : passes over the training set
    losses_ : mean cross-entropy of every pass
    """

    def __init__(self, eta=0.3, n_iter=500, random_state=1):
        self.eta = eta
        self.n_iter = n_iter
        self.random_state = random_state

    def fit(self, X, y):
        rgen = np.random.RandomState(self.random_state)
        self.w_ = rgen.normal(loc=0.0, scale=0.01, size=X.shape[1])
        self.b_ = np.float64(0.)
        self.losses_ = []

        for i in range(self.n_iter):
            net_input = self.net_input(X)
            output = self.activation(net_input)
            errors = y - output
            self.w_ += self.eta * X.T.dot(errors) / X.shape[0]
            self.b_ += self.eta * errors.mean()
            loss = -y.dot(np.log(output)) - (1 - y).dot(np.log(1 - output)) / X.shape[0]
            self.losses_.append(loss)
        return self

    def net_input(self, X):
        return np.dot(X, self.w_) + self.b_

    def activation(self, z):
        return 1. / (1. + np.exp(-np.clip(z, -250, 250)))

    def predict(self, X):
        return np.where(self.activation(self.net_input(X)) >= 0.5, 1, 0)


def two_flowers(n, rgen):
    length = np.r_[rgen.normal(1.5, 0.3, n), rgen.normal(3.1, 0.6, n)]
    width = np.r_[rgen.normal(0.3, 0.1, n), rgen.normal(1.2, 0.3, n)]
    return np.c_[length, width], np.r_[np.zeros(n), np.ones(n)]


rgen = np.random.RandomState(0)
X, y = two_flowers(60, rgen)
X_std = (X - X.mean(axis=0)) / X.std(axis=0)

lrgd = LogisticGD()
lrgd.fit(X_std, y)
for i in (0, 9, 99, 299, 499):
    print('Epoch', i + 1, 'loss', lrgd.losses_[i])
print('errors:', (lrgd.predict(X_std) != y).sum(), 'of', len(y))
print('mean cross-entropy at the end:', lrgd.losses_[-1])
