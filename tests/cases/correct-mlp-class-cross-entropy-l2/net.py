import numpy as np


class OneHiddenClassifier(object):
    """Classifier with one hidden layer, sigmoid in both layers."""

    def __init__(self, n_hidden=30, decay=0.0, epochs=100, eta=0.001, part=1, seed=None):
        self.random = np.random.RandomState(seed)
        self.n_hidden = n_hidden
        self.decay = decay
        self.epochs = epochs
        self.eta = eta
        self.part = part

    def _flags(self, y, n_classes):
        onehot = np.zeros((n_classes, y.shape[0]))
        for idx, val in enumerate(y.astype(int)):
            onehot[val, idx] = 1.
        return onehot.T

    def _squash(self, z):
        return 1. / (1. + np.exp(-np.clip(z, -250, 250)))

    def _run(self, X):
        hid = self._squash(np.dot(X, self.Wh) + self.bh)
        score = np.dot(hid, self.Wo) + self.bo
        return hid, score, self._squash(score)

    def _price(self, flags, output):
        penalty = self.decay * (np.sum(self.Wh ** 2.) + np.sum(self.Wo ** 2.))
        t_one = -flags * np.log(output)
        t_zero = (1. - flags) * np.log(1. - output)
        return np.sum(t_one - t_zero) + penalty

    def predict(self, X):
        return np.argmax(self._run(X)[1], axis=1)

    def fit(self, X, y):
        n_cls = np.unique(y).shape[0]
        self.bh = np.zeros(self.n_hidden)
        self.Wh = self.random.normal(0.0, 0.1, (X.shape[1], self.n_hidden))
        self.bo = np.zeros(n_cls)
        self.Wo = self.random.normal(0.0, 0.1, (self.n_hidden, n_cls))
        flags = self._flags(y, n_cls)

        for epoch in range(self.epochs):
            indices = np.arange(X.shape[0])
            self.random.shuffle(indices)
            for start in range(0, indices.shape[0] - self.part + 1, self.part):
                batch = indices[start:start + self.part]
                hid, _, prob = self._run(X[batch])

                pull_out = prob - flags[batch]
                pull_h = np.dot(pull_out, self.Wo.T) * hid * (1. - hid)

                gWh = np.dot(X[batch].T, pull_h) + 2. * self.decay * self.Wh
                gbh = np.sum(pull_h, axis=0)
                gWo = np.dot(hid.T, pull_out) + 2. * self.decay * self.Wo
                gbo = np.sum(pull_out, axis=0)

                self.Wh -= self.eta * gWh
                self.bh -= self.eta * gbh
                self.Wo -= self.eta * gWo
                self.bo -= self.eta * gbo

            if epoch % 10 == 9:
                cost = self._price(flags, self._run(X)[2])
                print("%d | Cost: %.2f | Acc.: %.2f" % (epoch + 1, cost, np.mean(self.predict(X) == y)))
        return self


if __name__ == "__main__":
    rng = np.random.RandomState(1)
    ink = rng.rand(10, 49)
    y = rng.randint(0, 10, 900)
    X = (ink[y] + rng.normal(0, 0.3, (900, 49)) - 0.5) * 2
    nn = OneHiddenClassifier(n_hidden=25, decay=0.01, epochs=40, eta=0.01, part=50, seed=1)
    nn.fit(X[:700], y[:700])
    print("test accuracy:", np.mean(nn.predict(X[700:]) == y[700:]))
