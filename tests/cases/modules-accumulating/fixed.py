import numpy as np

rng = np.random.RandomState(5)


class Affine:
    def __init__(self, i, o):
        self.W = rng.uniform(-1, 1, (i, o)) * np.sqrt(6.0 / (i + o)) * 2
        self.b = np.zeros(o)
        self.gW = np.zeros_like(self.W)
        self.gb = np.zeros_like(self.b)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, g):
        self.gW = self.x.T @ g
        self.gb = g.sum(0)
        return g @ self.W.T

    def update(self, lr):
        self.W -= lr * self.gW
        self.b -= lr * self.gb


class Sigmoid:
    def forward(self, x):
        self.y = 1 / (1 + np.exp(-x))
        return self.y

    def backward(self, g):
        return g * self.y * (1 - self.y)

    def update(self, lr):
        pass


class Sequential:
    def __init__(self, *modules):
        self.modules = modules

    def __call__(self, x):
        for m in self.modules:
            x = m.forward(x)
        return x

    def fit_batch(self, x, t, lr):
        y = self(x)
        g = 2 * (y - t) / len(x)
        for m in self.modules[::-1]:
            g = m.backward(g)
        for m in self.modules:
            m.update(lr)
        return np.mean((y - t) ** 2)


if __name__ == '__main__':
    X = rng.uniform(-1, 1, (320, 2))
    T = (np.hypot(X[:, 0], X[:, 1]) < 0.65).astype(float)[:, None]
    net = Sequential(Affine(2, 12), Sigmoid(), Affine(12, 12), Sigmoid(), Affine(12, 1), Sigmoid())
    for epoch in range(400):
        order = rng.permutation(len(X))
        losses = [net.fit_batch(X[order[k:k + 32]], T[order[k:k + 32]], 2.0) for k in range(0, len(X), 32)]
        if epoch % 80 == 0:
            print(epoch, np.mean(losses))
    print('mse after training:', np.mean((net(X) - T) ** 2))
