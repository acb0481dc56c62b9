import numpy as np


def tanh(x):
    return np.tanh(x)


def tanh_d(x):
    e = np.exp(2 * x)
    return (e - 1) / (e + 1)


class Linear:
    def __init__(self, n_out, weight_scale=0.3, decay=0.01):
        self.n_out = n_out
        self.weight_scale = weight_scale
        self.decay = decay

    def setup(self, n_in, rng):
        self.W = rng.normal(0, self.weight_scale, (n_in, self.n_out))
        self.b = np.zeros(self.n_out)
        return self.n_out

    def fprop(self, input):
        self.last_input = input
        return np.dot(input, self.W) + self.b

    def bprop(self, output_grad):
        n = output_grad.shape[0]
        self.dW = np.dot(self.last_input.T, output_grad) / n - self.decay * self.W
        self.db = np.mean(output_grad, axis=0)
        return np.dot(output_grad, self.W.T)

    def step(self, pace):
        self.W -= pace * self.dW
        self.b -= pace * self.db


class Tanh:
    def setup(self, n_in, rng):
        return n_in

    def fprop(self, input):
        self.last_input = input
        return tanh(input)

    def bprop(self, output_grad):
        return output_grad * tanh_d(self.last_input)

    def step(self, pace):
        pass


class Classifier:
    def __init__(self, layers, n_in, rng):
        self.layers = layers
        for layer in layers:
            n_in = layer.setup(n_in, rng)

    def probs(self, X):
        for layer in self.layers:
            X = layer.fprop(X)
        e = np.exp(X - X.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def fit(self, X, Y, pace, max_iter, batch_size, rng):
        for it in range(max_iter):
            order = rng.permutation(len(X))
            cost = 0
            for k in range(0, len(X), batch_size):
                pick = order[k:k + batch_size]
                p = self.probs(X[pick])
                cost -= np.sum(Y[pick] * np.log(p + 1e-12))
                grad = p - Y[pick]
                for layer in self.layers[::-1]:
                    grad = layer.bprop(grad)
                for layer in self.layers:
                    layer.step(pace)
            if it % 20 == 0:
                print("iter %i, loss %.4f, train error %.3f" % (it, cost / len(X), self.error(X, Y)))

    def error(self, X, Y):
        return np.mean(self.probs(X).argmax(axis=1) != Y.argmax(axis=1))


if __name__ == "__main__":
    rng = np.random.default_rng(5)
    centres = np.array([[0, 0], [2, 2], [-2, 2], [2, -2], [-2, -2], [0, 3]])
    which = rng.integers(0, 6, 600)
    X = centres[which] + rng.normal(0, 0.45, (600, 2))
    Y = np.eye(3)[which % 3]
    net = Classifier([Linear(20), Tanh(), Linear(20), Tanh(), Linear(3)], 2, rng)
    net.fit(X, Y, 0.1, 101, 20, rng)
    print("training error: %.3f" % net.error(X, Y))
