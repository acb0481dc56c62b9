import numpy as np


def tanh(x):
    return np.tanh(x)


def tanh_d(x):
    e = tanh(x)
    return 1 - e ** 2


class Linear:
    def __init__(self, n_in, n_out, decay, rng):
        self.W = rng.normal(0, 1 / np.sqrt(n_in), (n_in, n_out))
        self.b = np.zeros(n_out)
        self.decay = decay

    def fprop(self, x):
        self.last_input = x
        return x @ self.W + self.b

    def bprop(self, grad):
        n = len(grad)
        self.dW = self.last_input.T @ grad / n + self.decay * self.W
        self.db = np.mean(grad, axis=0)
        return grad @ self.W.T

    def params(self):
        return [(self.W, self.dW), (self.b, self.db)]


class Tanh:
    def fprop(self, x):
        self.last_input = x
        return tanh(x)

    def bprop(self, grad):
        return grad * tanh_d(self.last_input)

    def params(self):
        return []


class LogReg:
    def fprop(self, x):
        e = np.exp(x - np.max(x, axis=1, keepdims=True))
        return e / np.sum(e, axis=1, keepdims=True)

    def input_grad(self, Y, Y_pred):
        return Y_pred - Y

    def loss(self, Y, Y_pred):
        return -np.mean(np.sum(Y * np.log(Y_pred + 1e-12), axis=1))


class NeuralNetwork:
    def __init__(self, layers):
        self.layers = layers
        self.top = LogReg()

    def probs(self, X):
        for layer in self.layers:
            X = layer.fprop(X)
        return self.top.fprop(X)

    def fit(self, X, Y, rng, rate, epochs, size):
        for epoch in range(epochs):
            order = rng.permutation(len(X))
            for s in range(0, len(X), size):
                part = order[s:s + size]
                grad = self.top.input_grad(Y[part], self.probs(X[part]))
                for layer in reversed(self.layers):
                    grad = layer.bprop(grad)
                for layer in self.layers:
                    for p, g in layer.params():
                        p -= rate * g
            if epoch % 10 == 9:
                P = self.probs(X)
                print("epoch", epoch + 1, "loss", self.top.loss(Y, P), "errors", np.mean(P.argmax(1) != Y.argmax(1)))


if __name__ == "__main__":
    rng = np.random.RandomState(0)
    turn = rng.uniform(0, 1, 450)
    kind = np.arange(450) % 3
    angle = 4 * turn + kind * 2 * np.pi / 3
    X = (turn * 2)[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1) + rng.normal(0, 0.05, (450, 2))
    net = NeuralNetwork([Linear(2, 32, 0.0005, rng), Tanh(), Linear(32, 3, 0.0005, rng)])
    net.fit(X, np.eye(3)[kind], rng, 0.5, 80, 30)
