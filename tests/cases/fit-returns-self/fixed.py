import numpy as np


class MLP(object):
    def __init__(self, hidden=10, eta=0.1, n_iter=60, random_state=1):
        self.hidden = hidden
        self.eta = eta
        self.n_iter = n_iter
        self.random_state = random_state

    def _net(self, x):
        self.h_ = np.tanh(np.dot(self.w1_, x) + self.b1_)
        return 1. / (1. + np.exp(-(np.dot(self.w2_, self.h_) + self.b2_)))

    def fit(self, X, y):
        rgen = np.random.RandomState(self.random_state)
        self.w1_ = rgen.normal(0, 0.5, (self.hidden, X.shape[1]))
        self.b1_ = np.zeros(self.hidden)
        self.w2_ = rgen.normal(0, 0.5, self.hidden)
        self.b2_ = 0.
        self.losses_ = []
        for _ in range(self.n_iter):
            total = 0.
            for xi, target in zip(X, y):
                out = self._net(xi)
                total -= target * np.log(out) + (1 - target) * np.log(1 - out)
                d_out = out - target
                d_hid = d_out * self.w2_ * (1 - self.h_ ** 2)
                self.w2_ -= self.eta * d_out * self.h_
                self.b2_ -= self.eta * d_out
                self.w1_ -= self.eta * np.outer(d_hid, xi)
                self.b1_ -= self.eta * d_hid
            self.losses_.append(total / len(X))
        return self

    def predict(self, X):
        return np.array([int(self._net(x) >= 0.5) for x in X])


# three stripes along the diagonal
rng = np.random.RandomState(33)
X = rng.uniform(-1, 1, (250, 2))
y = (np.abs(X[:, 0] + X[:, 1]) < 0.5).astype(int)

mlp = MLP(hidden=14, eta=0.1, n_iter=120)
mlp.fit(X, y)
print('Loss at the end: %.4f' % mlp.losses_[-1])
print('Training accuracy: %.3f' % np.mean(mlp.predict(X) == y))
