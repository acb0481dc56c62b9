import numpy as np


class ConcreteNet:
    """strength of concrete from eight ingredients; samples are columns"""

    def __init__(self, n_in, n_hidden, keep, rng):
        self.rng = rng
        self.keep = keep
        self.W1 = rng.standard_normal((n_hidden, n_in)) * np.sqrt(2 / n_in)
        self.b1 = np.full((n_hidden, 1), 0.1)
        self.W2 = rng.standard_normal((1, n_hidden)) * np.sqrt(1 / n_hidden)
        self.b2 = np.zeros((1, 1))

    def forward(self, X):
        self.X = X
        self.Z = self.W1 @ X + self.b1
        self.A = np.maximum(0, self.Z)
        self.M = self.rng.random(self.A.shape) < self.keep
        self.D = self.A * self.M
        return self.W2 @ self.D + self.b2

    def backward(self, out, Y):
        m = Y.shape[1]
        d = (out - Y) / m
        dA = (self.W2.T @ d) * self.M
        dZ = dA * (self.Z > 0)
        return {'W2': d @ self.D.T, 'b2': d.sum(axis=1, keepdims=True),
                'W1': dZ @ self.X.T, 'b1': dZ.sum(axis=1, keepdims=True)}

    def predict(self, X):
        A = np.maximum(0, self.W1 @ X + self.b1)
        return self.W2 @ (A * self.keep) + self.b2

    def fit(self, X, Y, steps, lr):
        for s in range(steps):
            idx = self.rng.integers(0, X.shape[1], 64)
            out = self.forward(X[:, idx])
            for name, g in self.backward(out, Y[:, idx]).items():
                setattr(self, name, getattr(self, name) - lr * g)
            if s % 500 == 0:
                print('step', s, 'training error', np.mean((out - Y[:, idx]) ** 2))


if __name__ == '__main__':
    rng = np.random.default_rng(19)
    X = rng.uniform(-1.7, 1.7, (8, 900))
    Y = (1.2 + X[0] - 0.8 * X[3] + 0.5 * np.abs(X[7]) + 0.6 * X[1] * (X[2] > 0)).reshape(1, -1)
    net = ConcreteNet(8, 60, 0.6, rng)
    net.fit(X[:, :700], Y[:, :700], 4000, 0.03)
    print('rmse on training rows', np.sqrt(np.mean((net.predict(X[:, :700]) - Y[:, :700]) ** 2)))
    print('rmse on new rows', np.sqrt(np.mean((net.predict(X[:, 700:]) - Y[:, 700:]) ** 2)))
