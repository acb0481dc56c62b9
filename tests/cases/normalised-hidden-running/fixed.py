import numpy as np


class NormalisedNet:
    """ one hidden layer with batch normalisation """

    def __init__(self, n_in, n_hidden, n_classes, momentum=0.9):
        self.W1 = np.random.randn(n_in, n_hidden) * 0.5
        self.gamma = np.ones(n_hidden)
        self.beta = np.zeros(n_hidden)
        self.W2 = np.random.randn(n_hidden, n_classes) * 0.3
        self.b2 = np.zeros(n_classes)
        self.momentum = momentum
        self.running_mean = np.zeros(n_hidden)
        self.running_var = np.ones(n_hidden)
        self.eps = 1e-5

    def forward(self, X, training=True):
        self.X = X
        a = X @ self.W1
        if training:
            mu, var = a.mean(axis=0), a.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mu
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mu, var = self.running_mean, self.running_var
        self.std = np.sqrt(var + self.eps)
        self.xhat = (a - mu) / self.std
        self.pre = self.gamma * self.xhat + self.beta
        self.h = np.maximum(self.pre, 0)
        s = self.h @ self.W2 + self.b2
        e = np.exp(s - s.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def backward(self, P, y):
        n = len(y)
        ds = P.copy()
        ds[np.arange(n), y] -= 1
        ds /= n
        g = {'W2': self.h.T @ ds, 'b2': ds.sum(axis=0)}
        dpre = (ds @ self.W2.T) * (self.pre > 0)
        g['gamma'] = (dpre * self.xhat).sum(axis=0)
        g['beta'] = dpre.sum(axis=0)
        dx = dpre * self.gamma
        da = (dx - dx.mean(axis=0) - self.xhat * (dx * self.xhat).mean(axis=0)) / self.std
        g['W1'] = self.X.T @ da
        return g

    def train(self, X, y, epochs=60, batch=40, lr=0.2):
        for epoch in range(epochs):
            order = np.random.permutation(len(X))
            for i in range(0, len(X), batch):
                idx = order[i:i + batch]
                P = self.forward(X[idx])
                for k, v in self.backward(P, y[idx]).items():
                    setattr(self, k, getattr(self, k) - lr * v)

    def predict(self, X):
        return self.forward(X, training=False).argmax(axis=1)


if __name__ == '__main__':
    np.random.seed(13)
    y = np.random.randint(0, 2, 600)
    t = np.random.rand(600) * np.pi
    X = np.c_[np.cos(t) + y, np.sin(t) * (1 - 2 * y) + 0.4 * y] * 5 + 60
    X += np.random.randn(600, 2) * 0.5
    net = NormalisedNet(2, 24, 2)
    net.train(X[:400], y[:400])
    print('train (batch statistics)', np.mean(net.forward(X[:400]).argmax(axis=1) == y[:400]))
    print('test accuracy', np.mean(net.predict(X[400:]) == y[400:]))
