import numpy as np


# helpers
def tanh(x):
    return np.tanh(x)


def tanh_d(x):
    e = np.exp(2 * x)
    return (e - 1) / (e + 1)


def one_hot(labels):
    classes = np.unique(labels)
    out = np.zeros(labels.shape + classes.shape)
    for c in classes:
        out[labels == c, c] = 1
    return out


# layers
class Affine:
    def __init__(self, n_out, weight_scale, weight_decay=0.0):
        self.n_out = n_out
        self.weight_scale = weight_scale
        self.weight_decay = weight_decay

    def setup(self, n_in, rng):
        self.W = rng.normal(0, self.weight_scale, (n_in, self.n_out))
        self.b = np.zeros(self.n_out)
        return self.n_out

    def fprop(self, inp):
        self.last_input = inp
        return np.dot(inp, self.W) + self.b

    def bprop(self, out_grad):
        n = out_grad.shape[0]
        self.dW = np.dot(self.last_input.T, out_grad) / n - self.weight_decay * self.W
        self.db = np.mean(out_grad, axis=0)
        return np.dot(out_grad, self.W.T)

    def params(self):
        return ((self.W, self.dW), (self.b, self.db))


class TanhLayer:
    def setup(self, n_in, rng):
        return n_in

    def fprop(self, inp):
        self.last_input = inp
        return tanh(inp)

    def bprop(self, out_grad):
        return out_grad * tanh_d(self.last_input)

    def params(self):
        return ()


class LogReg:
    def fprop(self, inp):
        e = np.exp(inp - np.amax(inp, axis=1, keepdims=True))
        return e / np.sum(e, axis=1, keepdims=True)

    def input_grad(self, Y, Y_pred):
        return Y_pred - Y

    def loss(self, Y, Y_pred):
        return -np.sum(Y * np.log(Y_pred + 1e-12)) / Y.shape[0]


class NeuralNetwork:
    def __init__(self, layers, n_in, rng):
        self.layers, self.top, self.rng = layers, LogReg(), rng
        for layer in layers:
            n_in = layer.setup(n_in, rng)

    def scores(self, X):
        for layer in self.layers:
            X = layer.fprop(X)
        return self.top.fprop(X)

    def fit(self, X, Y, learning_rate, max_iter, batch_size):
        Y = one_hot(Y)
        for it in range(max_iter):
            order = self.rng.permutation(len(X))
            for b in range(0, len(X), batch_size):
                idx = order[b:b + batch_size]
                grad = self.top.input_grad(Y[idx], self.scores(X[idx]))
                for layer in reversed(self.layers):
                    grad = layer.bprop(grad)
                for layer in self.layers:
                    for param, inc in layer.params():
                        param -= learning_rate * inc
            if it % 20 == 19:
                size = sum(np.sum(l.W ** 2) for l in self.layers if isinstance(l, Affine))
                print("iter %i, loss %.4f, sum of squared weights %.1f" % (it + 1, self.top.loss(Y, self.scores(X)), size))

    def error(self, X, Y):
        return np.mean(np.argmax(self.scores(X), axis=1) != Y)


if __name__ == "__main__":
    rng = np.random.RandomState(0)
    Y = rng.randint(0, 3, 600)
    radius = rng.uniform(0.3, 1.5, 600)
    angle = Y * 2 * np.pi / 3 + 2 * radius + rng.normal(0, 0.25, 600)
    X = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    nn = NeuralNetwork([Affine(16, 0.7, 0.002), TanhLayer(), Affine(16, 0.3, 0.002), TanhLayer(), Affine(3, 0.3, 0.002)], 2, rng)
    nn.fit(X[:400], Y[:400], 0.3, 100, 20)
    print("training error %.4f" % nn.error(X[:400], Y[:400]))
    print("test error %.4f" % nn.error(X[400:], Y[400:]))
