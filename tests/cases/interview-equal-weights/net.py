import numpy as np


class NeuralNetworks:
    """classifier for the interview exercise: tanh, tanh, sigmoid"""

    def __init__(self, n_features, units=10, weight_value=0.1):
        shapes = [(n_features, units), (units, units), (units, 1)]
        self.W = []
        self.b = []
        for s in shapes:
            self.W.append(np.full(s, weight_value))
            self.b.append(np.zeros(s[1]))

    def hidden(self, X):
        h1 = np.tanh(X @ self.W[0] + self.b[0])
        h2 = np.tanh(h1 @ self.W[1] + self.b[1])
        return h1, h2

    def predict_proba(self, X):
        _, h2 = self.hidden(X)
        return 1 / (1 + np.exp(-(h2 @ self.W[2] + self.b[2])))

    def loss(self, X, y):
        p = self.predict_proba(X)
        return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

    def one_step(self, X, y, lr):
        h1, h2 = self.hidden(X)
        p = 1 / (1 + np.exp(-(h2 @ self.W[2] + self.b[2])))
        g3 = (p - y) / len(y)
        g2 = g3 @ self.W[2].T * (1 - h2 * h2)
        g1 = g2 @ self.W[1].T * (1 - h1 * h1)
        for i, (below, g) in enumerate([(X, g1), (h1, g2), (h2, g3)]):
            self.W[i] -= lr * below.T @ g
            self.b[i] -= lr * g.sum(axis=0)

    def fit(self, X, y, lr=0.3, rounds=2000, size=40):
        n = len(X)
        for r in range(rounds):
            start = (r * size) % n
            self.one_step(X[start:start + size], y[start:start + size], lr)
            if r % 400 == 0:
                print('round', r, 'loss', round(self.loss(X, y), 5))


np.random.seed(50)
X = np.random.randn(240, 3)
y = ((X[:, 0] * X[:, 1] > 0) | (X[:, 2] > 1)).astype(float)[:, None]

model = NeuralNetworks(3)
model.fit(X, y)
print('training accuracy', np.mean((model.predict_proba(X) > 0.5) == y))
print('what the units of the first layer look like:')
print(model.W[0].round(3))
print('loss in the end', model.loss(X, y))
