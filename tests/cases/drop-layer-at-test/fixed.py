import numpy as np


class FullyConn:
    def __init__(self, n_in, n_out, rng):
        self.W = rng.randn(n_in, n_out) * np.sqrt(2.0 / n_in)
        self.b = np.zeros((1, n_out))

    def forward(self, V, is_training):
        self.V = V
        return V.dot(self.W) + self.b

    def backward(self, dV):
        self.dW = self.V.T.dot(dV)
        self.db = dV.sum(axis=0, keepdims=True)
        return dV.dot(self.W.T)


class Relu:
    def forward(self, V, is_training):
        self.on = V > 0
        return V * self.on

    def backward(self, dV):
        return dV * self.on


class Drop:
    def __init__(self, drop_prob, rng):
        self.drop_prob = drop_prob
        self.rng = rng

    def forward(self, V, is_training):
        if is_training:
            self.kept = self.rng.rand(*V.shape) >= self.drop_prob
            return V * self.kept
        # all units are there now, so make them smaller
        return V * (1 - self.drop_prob)

    def backward(self, dV):
        return dV * self.kept


class Regressor:
    def __init__(self, rng, drop_prob=0.1):
        self.layers = [FullyConn(2, 60, rng), Relu(), Drop(drop_prob, rng), FullyConn(60, 1, rng)]

    def forward(self, V, is_training=False):
        for layer in self.layers:
            V = layer.forward(V, is_training)
        return V

    def train_step(self, x, y, lr):
        out = self.forward(x, is_training=True)
        d = 2 * (out - y) / len(y)
        for layer in reversed(self.layers):
            d = layer.backward(d)
        for layer in self.layers:
            if hasattr(layer, "W"):
                layer.W -= lr * layer.dW
                layer.b -= lr * layer.db
        return np.mean((out - y) ** 2)


def surface(n, rng):
    x = rng.uniform(-1.5, 1.5, (n, 2))
    return x, 1 + np.sin(2 * x[:, :1]) + x[:, 1:] ** 2


rng = np.random.RandomState(5)
x, y = surface(400, rng)
x_new, y_new = surface(200, rng)
net = Regressor(rng)
for epoch in range(300):
    order = rng.permutation(len(x))
    losses = [net.train_step(x[order[k:k + 40]], y[order[k:k + 40]], 0.03) for k in range(0, 400, 40)]
    if epoch % 60 == 59:
        print("epoch", epoch + 1, "training loss", np.mean(losses))
print("prediction error on new points:", np.mean((net.forward(x_new) - y_new) ** 2))
