import numpy as np
import math


class Plain():
    """a layer of connections; above is the gradient from above"""

    def __init__(self, n_units, n_inputs, optimizer):
        limit = 1 / math.sqrt(n_inputs)
        self.W = np.random.uniform(-limit, limit, (n_inputs, n_units))
        self.w0 = np.zeros((1, n_units))
        self.optimizer = optimizer

    def up(self, X):
        self.below = X
        return X.dot(self.W) + self.w0

    def down(self, above):
        W = self.W
        slope_w = self.below.T.dot(above)
        slope_w0 = np.sum(above, axis=0, keepdims=True)
        self.W = self.optimizer(self.W, slope_w)
        self.w0 = self.optimizer(self.w0, slope_w0)
        # the weights of the forward pass
        return above.dot(W.T)


class LeakyUnits():
    def __init__(self, leak=0.2):
        self.leak = leak

    def up(self, X):
        self.below = X
        return np.where(X >= 0, X, self.leak * X)

    def down(self, above):
        return above * np.where(self.below >= 0, 1, self.leak)


class SoftmaxUnits():
    def up(self, X):
        e_x = np.exp(X - np.max(X, axis=-1, keepdims=True))
        self.p = e_x / np.sum(e_x, axis=-1, keepdims=True)
        return self.p

    def down(self, above):
        inner = np.sum(above * self.p, axis=1, keepdims=True)
        return self.p * (above - inner)


class CrossEntropy():
    def loss(self, y, p):
        return -np.sum(y * np.log(np.clip(p, 1e-15, 1))) / len(y)

    def gradient(self, y, p):
        return -(y / np.clip(p, 1e-15, 1)) / len(y)


def descent(rate):
    return lambda w, grad: w - rate * grad


class Stack():
    def __init__(self, layers):
        self.layers = layers
        self.price = CrossEntropy()

    def forward(self, X):
        for layer in self.layers:
            X = layer.up(X)
        return X

    def one_batch(self, X, y):
        p = self.forward(X)
        loss_grad = self.price.gradient(y, p)
        for layer in reversed(self.layers):
            loss_grad = layer.down(loss_grad)
        return self.price.loss(y, p)

    def fit(self, X, y, n_epochs, size):
        for k in range(n_epochs):
            errors = [self.one_batch(X[i:i + size], y[i:i + size]) for i in range(0, len(X), size)]
            if k % 20 == 19:
                print("epoch", k + 1, "loss", np.mean(errors))


if __name__ == "__main__":
    np.random.seed(2)
    label = np.random.randint(0, 4, 400)
    angle = label * np.pi / 2 + np.random.normal(0, 0.25, 400)
    radius = np.random.uniform(0.5, 2, 400)
    X = np.stack([radius * np.cos(angle + radius), radius * np.sin(angle + radius)], axis=1)
    y = np.eye(4)[label]
    step = descent(0.2)
    clf = Stack([Plain(24, 2, step), LeakyUnits(), Plain(24, 24, step), LeakyUnits(), Plain(4, 24, step), SoftmaxUnits()])
    clf.fit(X, y, 100, 20)
    print("accuracy", np.mean(np.argmax(clf.forward(X), axis=1) == label))
