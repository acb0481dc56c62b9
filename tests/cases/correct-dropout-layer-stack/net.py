import numpy as np


class Affine:
    def __init__(self, i, o, rng):
        self.W = rng.normal(0, np.sqrt(2 / i), (i, o))
        self.b = np.zeros(o)

    def fwd(self, x, train):
        self.x = x
        return x @ self.W + self.b

    def bwd(self, g):
        self.grads = (self.x.T @ g, g.sum(0))
        return g @ self.W.T

    def step(self, lr):
        self.W -= lr * self.grads[0]
        self.b -= lr * self.grads[1]


class Elu:
    def fwd(self, x, train):
        self.y = np.where(x > 0, x, np.exp(np.minimum(x, 0)) - 1)
        return self.y

    def bwd(self, g):
        return g * np.where(self.y > 0, 1, self.y + 1)

    def step(self, lr):
        pass


class Dropout:
    """scaled up while training, so nothing has to be done later"""

    def __init__(self, keep, rng):
        self.keep, self.rng = keep, rng

    def fwd(self, x, train):
        if not train:
            return x
        self.mask = (self.rng.random(x.shape) < self.keep) / self.keep
        return x * self.mask

    def bwd(self, g):
        return g * self.mask

    def step(self, lr):
        pass


class Stack:
    def __init__(self, *layers):
        self.layers = layers

    def __call__(self, x, train=False):
        for l in self.layers:
            x = l.fwd(x, train)
        return x

    def fit(self, x, y, lr):
        s = self(x, train=True)
        p = np.exp(s - s.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        g = p.copy()
        g[np.arange(len(y)), y] -= 1
        g /= len(y)
        for l in reversed(self.layers):
            g = l.bwd(g)
        for l in self.layers:
            l.step(lr)
        return -np.mean(np.log(p[np.arange(len(y)), y] + 1e-12))


if __name__ == "__main__":
    rng = np.random.default_rng(7)
    kind = rng.integers(0, 6, 900)
    proto = rng.normal(0, 1, (12, 20))
    x = proto[kind + 6 * rng.integers(0, 2, 900)] + 0.6 * rng.normal(0, 1, (900, 20))
    net = Stack(Affine(20, 40, rng), Elu(), Dropout(0.8, rng), Affine(40, 40, rng), Elu(), Dropout(0.8, rng), Affine(40, 6, rng))
    for epoch in range(30):
        order = rng.permutation(700)
        loss = np.mean([net.fit(x[order[k:k + 35]], kind[order[k:k + 35]], 0.1) for k in range(0, 700, 35)])
        if epoch % 6 == 5:
            print("epoch", epoch + 1, "loss", loss)
    print("held-out accuracy:", np.mean(net(x[700:]).argmax(1) == kind[700:]))
