import numpy as np


class WideNet:
    """one hidden layer with drop-out"""

    def __init__(self, n_in, n_hidden, drop_prob, seed=0):
        self.rng = np.random.RandomState(seed)
        self.W1 = self.rng.randn(n_in, n_hidden) * np.sqrt(2.0 / n_in)
        self.b1 = np.zeros(n_hidden)
        self.W2 = self.rng.randn(n_hidden, 1) * np.sqrt(1.0 / n_hidden)
        self.b2 = np.zeros(1)
        self.drop_prob = drop_prob

    def forward(self, X, is_training=False):
        self.X = X
        self.h = np.maximum(X @ self.W1 + self.b1, 0)
        if is_training:
            # do dropout
            self.dropped = self.rng.rand(*self.h.shape) < self.drop_prob
            self.act = np.where(self.dropped, 0, self.h)
        else:
            # scale the activations during prediction
            self.act = self.h * self.drop_prob
        return self.act @ self.W2 + self.b2

    def backward(self, d, rate):
        dact = d @ self.W2.T
        dact[self.dropped] = 0
        dh = dact * (self.h > 0)
        self.W2 -= rate * self.act.T @ d
        self.b2 -= rate * d.sum(axis=0)
        self.W1 -= rate * self.X.T @ dh
        self.b1 -= rate * dh.sum(axis=0)

    def fit(self, X, y, rate, epochs, size=25):
        for epoch in range(epochs):
            order = self.rng.permutation(len(X))
            total = 0
            for s in range(0, len(X), size):
                pick = order[s:s + size]
                out = self.forward(X[pick], is_training=True)
                total += np.sum((out - y[pick]) ** 2)
                self.backward(2 * (out - y[pick]) / len(pick), rate)
            if epoch % 30 == 29:
                print("epoch", epoch + 1, "training mse", total / len(X))


rng = np.random.RandomState(17)
X = rng.uniform(-1, 1, (500, 3))
y = (2 * X[:, 0] - X[:, 1] * X[:, 2] + 4).reshape(-1, 1)
net = WideNet(3, 80, drop_prob=0.1)
net.fit(X[:400], y[:400], 0.02, 120)
print("mse on new rows:", np.mean((net.forward(X[400:]) - y[400:]) ** 2))
