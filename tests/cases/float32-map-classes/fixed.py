import numpy as np


class MapClassifier:
    def __init__(self, n_in, n_hid, n_out, rate):
        g = np.random.default_rng(3)
        self.p = {}
        self.p['W'] = (g.standard_normal((n_in, n_hid)) * np.sqrt(2 / n_in)).astype(np.float32)
        self.p['b'] = np.zeros(n_hid, dtype=np.float32)
        self.p['V'] = (g.standard_normal((n_hid, n_out)) * np.sqrt(2 / n_hid)).astype(np.float32)
        self.p['c'] = np.zeros(n_out, dtype=np.float32)
        self.rate = np.float32(rate)

    def scores(self, X):
        self.hid = np.maximum(X @ self.p['W'] + self.p['b'], 0)
        return self.hid @ self.p['V'] + self.p['c']

    def probs(self, X):
        s = self.scores(X)
        e = np.exp(s - s.max(axis=1, keepdims=True))
        return e / np.sum(e, axis=1, keepdims=True)

    def grads(self, X, Y):
        P = self.probs(X)
        d = (P - Y) / np.float32(len(X))
        dh = (d @ self.p['V'].T) * (self.hid > 0)
        return {'V': self.hid.T @ d, 'c': d.sum(axis=0), 'W': X.T @ dh, 'b': dh.sum(axis=0)}

    def fit(self, X, Y, epochs, batch):
        g = np.random.default_rng(4)
        for ep in range(epochs):
            order = g.permutation(len(X))
            for k in range(0, len(X), batch):
                idx = order[k:k + batch]
                for key, val in self.grads(X[idx], Y[idx]).items():
                    self.p[key] = self.p[key] - self.rate * val
            if (ep + 1) % 10 == 0:
                hit = np.mean(self.probs(X).argmax(axis=1) == Y.argmax(axis=1))
                print('epoch', ep + 1, 'hits', hit)


# towns on a map of 70 x 70 km around the capital, five regions
r = np.random.default_rng(9)
homes = np.array([[-29, -25], [31, -22], [24, 30], [-26, 24], [0, 1]], dtype=np.float32)
region = r.integers(0, 5, 500)
towns = (homes[region] + r.normal(0, 4, (500, 2))).astype(np.float32)
onehot = np.eye(5, dtype=np.float32)[region]

MapClassifier(2, 24, 5, 0.01).fit(towns, onehot, 60, 20)
