import numpy as np


class ThreeClassNet():

    def __init__(self, hidden=8, lr=0.3, n_iter=600, seed=0):
        self.hidden = hidden
        self.lr = lr
        self.n_iter = n_iter
        self.rng = np.random.RandomState(seed)

    def _forward(self, X):
        A1 = np.tanh(self.W1.dot(X) + self.b1)
        S = self.W2.dot(A1) + self.b2
        S = np.exp(S - S.max(axis=0))
        return A1, S / S.sum(axis=0)

    def fit(self, X, T):
        """ X: features x samples, T: classes x samples """
        m = X.shape[1]
        self.W1 = self.rng.normal(0, 0.5, (self.hidden, X.shape[0]))
        self.b1 = np.zeros((self.hidden, 1))
        self.W2 = self.rng.normal(0, 0.5, (T.shape[0], self.hidden))
        self.b2 = np.zeros((T.shape[0], 1))
        self.costs = []

        for i in range(self.n_iter):
            A1, A2 = self._forward(X)
            self.costs.append(-np.sum(T * np.log(A2 + 1e-10)) / m)

            E2 = A2 - T
            E1 = self.W2.T.dot(E2) * (1 - A1 ** 2)

            self.W2 -= self.lr * E2.dot(A1.T) / m
            self.b2 -= self.lr * E2.sum(axis=1, keepdims=True) / m
            self.W1 -= self.lr * E1.dot(X.T) / m
            self.b1 -= self.lr * E1.sum(axis=1, keepdims=True) / m
        return self

    def score(self, X, T):
        A2 = self._forward(X)[1]
        return np.mean(np.argmax(A2, axis=0) == np.argmax(T, axis=0))


if __name__ == '__main__':
    rng = np.random.RandomState(5)
    kind = rng.randint(0, 3, 240)
    # acid, sugar, colour, alcohol (already around 0)
    means = np.array([[-1.0, 0.5, -0.8, 0.2], [0.8, 0.9, -0.2, -0.7], [0.3, -1.1, 1.0, 0.6]])
    X = (means[kind] + rng.normal(0, 0.6, (240, 4))).T
    T = np.zeros((3, 240))
    T[kind, np.arange(240)] = 1

    net = ThreeClassNet().fit(X[:, :180], T[:, :180])
    for i in range(0, 600, 100):
        print('iteration', i, 'cost', round(net.costs[i], 4))
    print('last cost', net.costs[-1])
    print('score', net.score(X[:, 180:], T[:, 180:]))
