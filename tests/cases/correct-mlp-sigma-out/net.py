import numpy as np


class OneHiddenMLP(object):
    """one hidden layer, logistic units everywhere, logistic cost summed over the outputs"""

    def __init__(self, n_mid=30, laps=100, pace=0.001, shuffle=True, part_size=1, seed=None):
        self.random = np.random.RandomState(seed)
        self.n_mid = n_mid
        self.laps = laps
        self.pace = pace
        self.shuffle = shuffle
        self.part_size = part_size

    def _table(self, y, n_classes):
        onehot = np.zeros((n_classes, y.shape[0]))
        for idx, val in enumerate(y.astype(int)):
            onehot[val, idx] = 1.
        return onehot.T

    def _bend(self, z):
        return 1. / (1. + np.exp(-np.clip(z, -250, 250)))

    def _run(self, X):
        mid_sum = np.dot(X, self.V) + self.v
        mid = self._bend(mid_sum)
        top_sum = np.dot(mid, self.W) + self.w
        top = self._bend(top_sum)
        return mid_sum, mid, top_sum, top

    def _total(self, table, output):
        return np.sum(-table * np.log(output) - (1. - table) * np.log(1. - output))

    def predict(self, X):
        return np.argmax(self._run(X)[2], axis=1)

    def fit(self, X, y):
        n_output = np.unique(y).shape[0]
        self.v = np.zeros(self.n_mid)
        self.V = self.random.normal(loc=0.0, scale=0.1, size=(X.shape[1], self.n_mid))
        self.w = np.zeros(n_output)
        self.W = self.random.normal(loc=0.0, scale=0.1, size=(self.n_mid, n_output))
        table = self._table(y, n_output)

        for i in range(self.laps):
            indices = np.arange(X.shape[0])
            if self.shuffle:
                self.random.shuffle(indices)
            for start in range(0, indices.shape[0], self.part_size):
                batch = indices[start:start + self.part_size]
                mid_sum, mid, top_sum, top = self._run(X[batch])

                pull_top = top - table[batch]
                mid_slope = mid * (1. - mid)
                pull_mid = np.dot(pull_top, self.W.T) * mid_slope

                gV = np.dot(X[batch].T, pull_mid)
                gv = np.sum(pull_mid, axis=0)
                gW = np.dot(mid.T, pull_top)
                gw = np.sum(pull_top, axis=0)

                self.V -= self.pace * gV
                self.v -= self.pace * gv
                self.W -= self.pace * gW
                self.w -= self.pace * gw
            if i % 10 == 9:
                cost = self._total(table, self._run(X)[3])
                print("%d/%d | Cost: %.2f | Train acc: %.2f%%" % (i + 1, self.laps, cost,
                                                                 100 * np.mean(self.predict(X) == y)))
        return self


rng = np.random.RandomState(6)
# ten clusters, two for every class
centres = rng.uniform(-1, 1, (10, 12))
cluster = rng.randint(0, 10, 700)
X = centres[cluster] + rng.normal(0, 0.3, (700, 12))
y = cluster % 5
nn = OneHiddenMLP(n_mid=25, laps=60, pace=0.02, part_size=20, seed=1)
nn.fit(X[:550], y[:550])
print("accuracy on new rows:", np.mean(nn.predict(X[550:]) == y[550:]))
