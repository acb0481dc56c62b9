import numpy as np


def tanh(x):
    return np.tanh(x)


def tanh_d(x):
    e = np.tanh(x)
    return 1 - e ** 2


class Linear:
    def __init__(self, n_in, n_out, rng, weight_decay=0.0):
        self.W = rng.normal(0, 1 / np.sqrt(n_in), (n_in, n_out))
        self.b = np.zeros(n_out)
        self.weight_decay = weight_decay

    def fprop(self, X):
        self.last_X = X
        return np.dot(X, self.W) + self.b

    def bprop(self, out_grad):
        n = out_grad.shape[0]
        self.dW = np.dot(self.last_X.T, out_grad) / n + self.weight_decay * self.W
        self.db = np.mean(out_grad, axis=0)
        return np.dot(out_grad, self.W.T)

    def params(self):
        return [(self.W, self.dW), (self.b, self.db)]

    def penalty(self):
        return 0.5 * self.weight_decay * np.sum(self.W ** 2)


class Activation:
    def __init__(self, fun, fun_d):
        self.fun, self.fun_d = fun, fun_d

    def fprop(self, X):
        self.last_X = X
        return self.fun(X)

    def bprop(self, out_grad):
        return out_grad * self.fun_d(self.last_X)

    def params(self):
        return []

    def penalty(self):
        return 0.0


class Net:
    def __init__(self, layers):
        self.layers = layers

    def predict(self, X):
        for layer in self.layers:
            X = layer.fprop(X)
        return X

    def loss(self, X, Y):
        return 0.5 * np.mean(np.sum((self.predict(X) - Y) ** 2, axis=1)) + sum(l.penalty() for l in self.layers)

    def fit(self, X, Y, rate, epochs):
        for epoch in range(epochs):
            grad = self.predict(X) - Y
            for layer in reversed(self.layers):
                grad = layer.bprop(grad)
            for layer in self.layers:
                for p, dp in layer.params():
                    p -= rate * dp
            if epoch % 500 == 0:
                print("epoch %d, loss %.4f" % (epoch, self.loss(X, Y)))


if __name__ == "__main__":
    rng = np.random.RandomState(2)
    X = rng.uniform(-2, 2, (160, 2))
    Y = np.column_stack([np.sin(X[:, 0] * 1.5), X[:, 0] * X[:, 1] / 2])
    net = Net([Linear(2, 24, rng, 1e-3), Activation(tanh, tanh_d), Linear(24, 2, rng, 1e-3)])
    net.fit(X, Y, 0.2, 3000)
    print("rms error", np.sqrt(np.mean((net.predict(X) - Y) ** 2)))
