import numpy as np

rng = np.random.RandomState(30)


class BN:
    def __init__(self, n, eps=1e-5):
        self.W = np.ones(n)
        self.b = np.zeros(n)
        self.eps = eps

    def forward(self, X, training):
        mean, var = X.mean(axis=0), X.var(axis=0)
        self.std = np.sqrt(var + self.eps)
        self.nX = (X - mean) / self.std
        return self.W * self.nX + self.b

    def backward(self, dY):
        self.dW = np.sum(dY * self.nX, axis=0)
        self.db = np.sum(dY, axis=0)
        d = dY * self.W
        return (d - d.mean(axis=0) - self.nX * np.mean(d * self.nX, axis=0)) / self.std


class FC:
    def __init__(self, a, b):
        self.W = rng.randn(a, b) * np.sqrt(1.0 / a)
        self.b = np.zeros(b)

    def forward(self, X, training):
        self.X = X
        return X.dot(self.W) + self.b

    def backward(self, dY):
        self.dW = self.X.T.dot(dY)
        self.db = dY.sum(axis=0)
        return dY.dot(self.W.T)


class Tanh:
    def forward(self, X, training):
        self.Y = np.tanh(X)
        return self.Y

    def backward(self, dY):
        return dY * (1 - self.Y ** 2)


layers = [FC(3, 20), BN(20), Tanh(), FC(20, 1)]


def forward(X, training=False):
    for layer in layers:
        X = layer.forward(X, training)
    return X


def train(X, t, lr, epochs, size):
    for epoch in range(epochs):
        order = rng.permutation(len(X))
        for s in range(0, len(X), size):
            j = order[s:s + size]
            d = (forward(X[j], True) - t[j]) / len(j)
            for layer in layers[::-1]:
                d = layer.backward(d)
            for layer in layers:
                if hasattr(layer, 'W'):
                    layer.W -= lr * layer.dW
                    layer.b -= lr * layer.db
        if epoch % 50 == 49:
            print('epoch', epoch + 1, 'train', np.mean((forward(X, True) - t) ** 2))


X = rng.uniform(0, 10, (400, 3))
t = np.sin(X[:, :1] * 0.6) + 0.3 * X[:, 1:2] - 0.1 * X[:, 2:]
train(X[:320], t[:320], 0.1, 300, 32)
# new rows come one at a time
single = np.array([forward(X[i:i + 1])[0] for i in range(320, 400)])
print('new rows, mse', np.mean((single - t[320:]) ** 2))
