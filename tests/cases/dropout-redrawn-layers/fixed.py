import numpy as np


class Dense:
    def __init__(self, i, o):
        self.k = np.random.normal(0, np.sqrt(2 / i), (i, o))
        self.c = np.zeros(o)

    def forward(self, x, training):
        self.x = x
        return x @ self.k + self.c

    def backward(self, g):
        self.dk, self.dc = self.x.T @ g, g.sum(0)
        return g @ self.k.T

    def update(self, lr):
        self.k -= lr * self.dk
        self.c -= lr * self.dc


class ReLU:
    def forward(self, x, training):
        self.pos = x > 0
        return np.where(self.pos, x, 0)

    def backward(self, g):
        return np.where(self.pos, g, 0)

    def update(self, lr):
        pass


class Dropout:
    def __init__(self, keep):
        self.keep = keep

    def mask(self, shape):
        return np.random.binomial(1, self.keep, shape) / self.keep

    def forward(self, x, training):
        if not training:
            return x
        self.m = self.mask(x.shape)
        return x * self.m

    def backward(self, g):
        return g * self.m

    def update(self, lr):
        pass


class Model:
    def __init__(self, *layers):
        self.layers = layers

    def __call__(self, x, training=False):
        for l in self.layers:
            x = l.forward(x, training)
        return x

    def backprop(self, g, lr):
        for l in self.layers[::-1]:
            g = l.backward(g)
        for l in self.layers:
            l.update(lr)


if __name__ == '__main__':
    np.random.seed(10)
    X = np.random.uniform(-1, 1, (400, 3))
    y = np.sin(3 * X[:, :1]) + 2 * np.abs(X[:, 1:2])
    Xt, yt, X, y = X[300:], y[300:], X[:300], y[:300]
    net = Model(Dense(3, 48), ReLU(), Dropout(0.8), Dense(48, 48), ReLU(), Dropout(0.8), Dense(48, 1))
    for epoch in range(800):
        diff = net(X, training=True) - y
        net.backprop(2 * diff / len(X), 0.05)
        if epoch % 200 == 0:
            print('epoch', epoch, 'train', np.mean((net(X) - y) ** 2))
    print('test mse', np.mean((net(Xt) - yt) ** 2), 'variance', yt.var())
