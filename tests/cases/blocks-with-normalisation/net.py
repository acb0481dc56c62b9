import numpy as np


class Block:
    lr_params = ()

    def __init__(self):
        self.training = True

    def update(self, lr):
        for name in self.lr_params:
            value = getattr(self, name)
            value -= lr * getattr(self, "d" + name)


class FC(Block):
    lr_params = ("W", "b")

    def __init__(self, dim_in, dim_out, rng):
        super().__init__()
        self.W = rng.normal(0, 1 / np.sqrt(dim_in), (dim_in, dim_out))
        self.b = np.zeros((1, dim_out))

    def forward(self, X):
        self.X = X
        self.Y = X.dot(self.W) + self.b
        return self.Y

    def backward(self, dY):
        self.dW = self.X.T.dot(dY)
        self.db = dY.sum(0, keepdims=True)
        return dY.dot(self.W.T)


class Norm(Block):
    lr_params = ("G", "B")

    def __init__(self, dim, eps=1e-5):
        super().__init__()
        self.G = np.ones((1, dim))
        self.B = np.zeros((1, dim))
        self.eps = eps
        self.mean = np.zeros((1, dim))
        self.var = np.ones((1, dim))

    def forward(self, X):
        mu = X.mean(0, keepdims=True)
        var = X.var(0, keepdims=True)
        if self.training:
            self.mean = 0.9 * self.mean + 0.1 * mu
            self.var = 0.9 * self.var + 0.1 * var
        self.root = np.sqrt(var + self.eps)
        self.H = (X - mu) / self.root
        return self.G * self.H + self.B

    def backward(self, dY):
        self.dG = (dY * self.H).sum(0, keepdims=True)
        self.dB = dY.sum(0, keepdims=True)
        dH = dY * self.G
        return (dH - dH.mean(0) - self.H * (dH * self.H).mean(0)) / self.root


class ReLU(Block):
    def forward(self, X):
        self.X = X
        return np.maximum(X, 0)

    def backward(self, dY):
        return dY * (self.X > 0)


class CrossEntropy:
    def forward(self, X, label):
        E = np.exp(X - X.max(1, keepdims=True))
        self.P = E / E.sum(1, keepdims=True)
        self.label = label
        return -np.log(self.P[np.arange(len(label)), label] + 1e-12).mean()

    def backward(self):
        d = self.P.copy()
        d[np.arange(len(self.label)), self.label] -= 1
        return d / len(self.label)


class Stack:
    def __init__(self, blocks):
        self.blocks = blocks
        self.loss = CrossEntropy()

    def set_training(self, flag):
        for block in self.blocks:
            block.training = flag

    def forward(self, X):
        for block in self.blocks:
            X = block.forward(X)
        return X

    def train_on(self, X, label, lr):
        value = self.loss.forward(self.forward(X), label)
        d = self.loss.backward()
        for block in self.blocks[::-1]:
            d = block.backward(d)
        for block in self.blocks:
            block.update(lr)
        return value


def make_signs(n, rng, patterns):
    label = rng.integers(0, len(patterns), n)
    return patterns[label] + rng.normal(0, 0.9, (n, patterns.shape[1])), label


if __name__ == "__main__":
    rng = np.random.default_rng(11)
    patterns = rng.normal(0, 1, (4, 12))
    X, label = make_signs(800, rng, patterns)
    net = Stack([FC(12, 24, rng), Norm(24), ReLU(), FC(24, 4, rng)])
    for epoch in range(20):
        order = rng.permutation(len(X))
        values = [net.train_on(X[order[s:s + 40]], label[order[s:s + 40]], 0.2) for s in range(0, len(X), 40)]
    print("training loss", np.mean(values))

    net.set_training(False)
    X_new, label_new = make_signs(400, rng, patterns)
    hits = 0
    for x, wanted in zip(X_new, label_new):
        hits += net.forward(x[None]).argmax() == wanted
    print("new signs, one at a time:", hits / len(X_new))
