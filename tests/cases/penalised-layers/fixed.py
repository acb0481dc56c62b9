import numpy as np


def tanh(x):
    return np.tanh(x)


def tanh_d(x):
    e = np.tanh(x)
    return 1 - e ** 2


class Linear(object):
    def __init__(self, n_out, weight_scale, weight_decay=0.0):
        self.n_out = n_out
        self.weight_scale = weight_scale
        self.weight_decay = weight_decay

    def _setup(self, n_in, rng):
        self.W = rng.normal(size=(n_in, self.n_out), scale=self.weight_scale)
        self.b = np.zeros(self.n_out)
        return self.n_out

    def fprop(self, input):
        self.last_input = input
        return np.dot(input, self.W) + self.b

    def bprop(self, output_grad):
        n = output_grad.shape[0]
        self.dW = np.dot(self.last_input.T, output_grad) / n + self.weight_decay * self.W
        self.db = np.mean(output_grad, axis=0)
        return np.dot(output_grad, self.W.T)

    def update(self, rate):
        self.W -= rate * self.dW
        self.b -= rate * self.db

    def penalty(self):
        return 0.5 * self.weight_decay * np.sum(self.W ** 2)


class Activation(object):
    def __init__(self, fun, fun_d):
        self.fun, self.fun_d = fun, fun_d

    def _setup(self, n_in, rng):
        return n_in

    def fprop(self, input):
        self.last_input = input
        return self.fun(input)

    def bprop(self, output_grad):
        return output_grad * self.fun_d(self.last_input)

    def update(self, rate):
        pass

    def penalty(self):
        return 0.0


class SoftmaxLoss(object):
    def predict(self, scores):
        e = np.exp(scores - scores.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def value(self, y, p):
        return -np.mean(np.sum(y * np.log(p + 1e-12), axis=1))

    def grad(self, y, p):
        return p - y


class Net(object):
    def __init__(self, layers, n_in, rng):
        self.layers, self.loss = layers, SoftmaxLoss()
        for layer in layers:
            n_in = layer._setup(n_in, rng)

    def probabilities(self, X):
        for layer in self.layers:
            X = layer.fprop(X)
        return self.loss.predict(X)

    def fit(self, X, y, rate, epochs, batch, rng):
        for epoch in range(epochs):
            order = rng.permutation(len(X))
            for k in range(0, len(X), batch):
                part = order[k:k + batch]
                grad = self.loss.grad(y[part], self.probabilities(X[part]))
                for layer in reversed(self.layers):
                    grad = layer.bprop(grad)
                for layer in self.layers:
                    layer.update(rate)
            if epoch % 20 == 19:
                value = self.loss.value(y, self.probabilities(X)) + sum(l.penalty() for l in self.layers)
                print('epoch %i, loss %.4f' % (epoch + 1, value))


if __name__ == '__main__':
    rng = np.random.RandomState(0)
    X = rng.normal(size=(400, 2))
    ring = np.minimum((np.sqrt((X ** 2).sum(axis=1)) / 0.8).astype(int), 2)
    y = np.eye(3)[ring]
    net = Net([Linear(30, 0.5, 0.001), Activation(tanh, tanh_d), Linear(3, 0.2, 0.001)], 2, rng)
    net.fit(X[:300], y[:300], 0.3, 200, 20, rng)
    hits = net.probabilities(X[300:]).argmax(axis=1) == ring[300:]
    print('test accuracy', hits.mean())
