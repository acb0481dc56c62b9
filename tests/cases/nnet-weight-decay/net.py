import numpy as np


# helpers

def tanh(x):
    return np.tanh(x)


def tanh_d(x):
    e = np.exp(2 * x)
    return (e - 1) / (e + 1)


def one_hot(labels, n_classes):
    return np.eye(n_classes)[labels]


class Linear(object):
    def __init__(self, n_in, n_out, weight_scale, weight_decay=0.0):
        self.W = np.random.normal(size=(n_in, n_out), scale=weight_scale)
        self.b = np.zeros(n_out)
        self.weight_decay = weight_decay

    def fprop(self, input):
        self.last_input = input
        return np.dot(input, self.W) + self.b

    def bprop(self, output_grad):
        n = output_grad.shape[0]
        self.dW = np.dot(self.last_input.T, output_grad) / n - self.weight_decay * self.W
        self.db = np.mean(output_grad, axis=0)
        return np.dot(output_grad, self.W.T)

    def params(self):
        return [self.W, self.b]

    def grads(self):
        return [self.dW, self.db]

    def penalty(self):
        return 0.5 * self.weight_decay * np.sum(self.W ** 2)


class Activation(object):
    def __init__(self, fun, fun_d):
        self.fun, self.fun_d = fun, fun_d

    def fprop(self, input):
        self.last_input = input
        return self.fun(input)

    def bprop(self, output_grad):
        return output_grad * self.fun_d(self.last_input)

    def params(self):
        return []

    def grads(self):
        return []

    def penalty(self):
        return 0.0


class LogRegression(object):
    """softmax and its cross-entropy in one"""

    def fprop(self, input):
        e = np.exp(input - np.amax(input, axis=1, keepdims=True))
        return e / np.sum(e, axis=1, keepdims=True)

    def input_grad(self, Y, Y_pred):
        return Y_pred - Y

    def loss(self, Y, Y_pred):
        return np.mean(-np.sum(Y * np.log(Y_pred + 1e-15), axis=1))


class NeuralNetwork:
    def __init__(self, layers):
        self.layers = layers
        self.top = LogRegression()

    def _fprop(self, X):
        for layer in self.layers:
            X = layer.fprop(X)
        return self.top.fprop(X)

    def _bprop(self, Y, Y_pred):
        grad = self.top.input_grad(Y, Y_pred)
        for layer in reversed(self.layers):
            grad = layer.bprop(grad)

    def objective(self, X, Y):
        return self.top.loss(Y, self._fprop(X)) + sum(layer.penalty() for layer in self.layers)

    def fit(self, X, Y, learning_rate, max_iter, batch_size):
        for it in range(max_iter):
            for s in range(0, len(X), batch_size):
                Xb, Yb = X[s:s + batch_size], Y[s:s + batch_size]
                self._bprop(Yb, self._fprop(Xb))
                for layer in self.layers:
                    for param, grad in zip(layer.params(), layer.grads()):
                        param -= learning_rate * grad
            if it % 10 == 9:
                print('iter %i, objective %.4f, train error %.4f' % (it + 1, self.objective(X, Y), self.error(X, Y)))

    def error(self, X, Y):
        return np.mean(self._fprop(X).argmax(axis=1) != Y.argmax(axis=1))


def run():
    np.random.seed(6)
    angle = np.random.uniform(0, 2 * np.pi, 400)
    ring = np.random.randint(0, 3, 400)
    X = np.column_stack([np.cos(angle), np.sin(angle)]) * (0.5 + ring)[:, None] + 0.1 * np.random.normal(size=(400, 2))
    Y = one_hot(ring, 3)
    nn = NeuralNetwork([
        Linear(2, 24, 0.7, 0.002), Activation(tanh, tanh_d),
        Linear(24, 3, 0.3, 0.002),
    ])
    nn.fit(X, Y, learning_rate=0.3, max_iter=80, batch_size=20)


if __name__ == '__main__':
    run()
