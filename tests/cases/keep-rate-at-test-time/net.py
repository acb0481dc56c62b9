import numpy as np


class FullLayer:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out) * np.sqrt(2.0 / n_in)
        self.b = np.zeros(n_out)

    def forward(self, x, training):
        self.x = x
        return x.dot(self.W) + self.b

    def backward(self, grad):
        self.gW = self.x.T.dot(grad)
        self.gb = grad.sum(axis=0)
        return grad.dot(self.W.T)

    def update(self, lr):
        self.W -= lr * self.gW
        self.b -= lr * self.gb


class ReluLayer:
    def forward(self, x, training):
        self.on = x > 0
        return np.where(self.on, x, 0.0)

    def backward(self, grad):
        return np.where(self.on, grad, 0.0)

    def update(self, lr):
        pass


class DropoutLayer:
    """drops units with probability dropout_rate while training, scales at test time"""

    def __init__(self, dropout_rate):
        self.dropout_rate = dropout_rate

    def forward(self, x, training):
        if training:
            self.mask = np.random.rand(*x.shape) >= self.dropout_rate
            return x * self.mask
        return x * 0.5

    def backward(self, grad):
        return grad * self.mask

    def update(self, lr):
        pass


class Classifier:
    def __init__(self, layers):
        self.layers = layers

    def scores(self, x, training=False):
        for layer in self.layers:
            x = layer.forward(x, training)
        return 1 / (1 + np.exp(-x))

    def fit(self, x, y, epochs, batch_size, lr):
        for epoch in range(epochs):
            order = np.random.permutation(len(x))
            for start in range(0, len(x), batch_size):
                rows = order[start:start + batch_size]
                p = self.scores(x[rows], training=True)
                grad = (p - y[rows]) / len(rows)
                for layer in reversed(self.layers):
                    grad = layer.backward(grad)
                for layer in self.layers:
                    layer.update(lr)
            if epoch % 20 == 0:
                print("epoch", epoch, "loss", self.loss(x, y))

    def loss(self, x, y):
        p = np.clip(self.scores(x), 1e-9, 1 - 1e-9)
        return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def visits(n):
    x = np.random.randn(n, 10)
    risk = x[:, 0] + x[:, 1] * x[:, 2] + 0.8 * np.abs(x[:, 3]) - 1.2
    y = (risk + 0.3 * np.random.randn(n) > 0).astype(float)
    return x, y.reshape(-1, 1)


if __name__ == "__main__":
    np.random.seed(9)
    x, y = visits(900)
    x_test, y_test = visits(600)
    net = Classifier([FullLayer(10, 40), ReluLayer(), DropoutLayer(0.1),
                      FullLayer(40, 40), ReluLayer(), DropoutLayer(0.1), FullLayer(40, 1)])
    net.fit(x, y, 81, 30, 0.1)
    print("test accuracy %.4f" % np.mean((net.scores(x_test) > 0.5) == (y_test > 0.5)))
    print("test loss %.4f" % net.loss(x_test, y_test))
