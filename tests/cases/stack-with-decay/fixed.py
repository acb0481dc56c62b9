import numpy as np


def tanh(v):
    return np.tanh(v)


def tanh_d(v):
    return 1 - np.tanh(v) ** 2


class Linear:
    def __init__(self, n_in, n_out, scale, weight_decay, rng):
        self.W = rng.normal(size=(n_in, n_out), scale=scale)
        self.b = np.zeros(n_out)
        self.weight_decay = weight_decay

    def fprop(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b

    def bprop(self, d):
        n = d.shape[0]
        self.dW = np.dot(self.x.T, d) / n + self.weight_decay * self.W
        self.db = np.mean(d, axis=0)
        return np.dot(d, self.W.T)

    def params(self):
        return [(self.W, self.dW), (self.b, self.db)]


class Bend:
    def fprop(self, x):
        self.x = x
        return tanh(x)

    def bprop(self, d):
        return d * tanh_d(self.x)

    def params(self):
        return []


class Scores:
    """softmax and cross-entropy at the end of the net"""

    def fprop(self, x):
        e = np.exp(x - np.amax(x, axis=1, keepdims=True))
        return e / np.sum(e, axis=1, keepdims=True)

    def input_grad(self, Y, P):
        return P - Y

    def loss(self, Y, P):
        return -np.mean(np.sum(Y * np.log(P + 1e-12), axis=1))


class Stack:
    def __init__(self, layers, scores):
        self.layers, self.scores = layers, scores

    def predict(self, X):
        for layer in self.layers:
            X = layer.fprop(X)
        return self.scores.fprop(X)

    def fit(self, X, labels, rate, epochs, size, rng):
        Y = np.eye(labels.max() + 1)[labels]
        for epoch in range(epochs):
            order = rng.permutation(len(X))
            for k in range(0, len(X), size):
                rows = order[k:k + size]
                d = self.scores.input_grad(Y[rows], self.predict(X[rows]))
                for layer in reversed(self.layers):
                    d = layer.bprop(d)
                for layer in self.layers:
                    for p, g in layer.params():
                        p -= rate * g
            if epoch % 10 == 9:
                P = self.predict(X)
                print("epoch %d, loss %.4f, error %.4f" % (
                    epoch + 1, self.scores.loss(Y, P), np.mean(P.argmax(axis=1) != labels)))


if __name__ == "__main__":
    rng = np.random.RandomState(1)
    labels = rng.randint(0, 3, 450)
    turn = labels * 2 * np.pi / 3 + 1.6 * rng.rand(450)
    reach = 0.4 + 1.6 * rng.rand(450)
    X = np.column_stack([reach * np.cos(turn + reach), reach * np.sin(turn + reach)])
    net = Stack([Linear(2, 30, 1.0, 0.001, rng), Bend(), Linear(30, 20, 0.2, 0.001, rng), Bend(),
                 Linear(20, 3, 0.2, 0.001, rng)], Scores())
    net.fit(X, labels, 0.3, 60, 30, rng)
