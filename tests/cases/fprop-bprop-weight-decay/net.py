import numpy as np


def tanh(x):
    return np.tanh(x)


def tanh_d(x):
    e = np.exp(2 * x)
    return (e - 1) / (e + 1)


class Linear:
    def __init__(self, n_in, n_out, weight_decay, rng):
        self.W = rng.normal(0, 1 / np.sqrt(n_in), (n_in, n_out))
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
        return [(self.W, self.dW), (self.b, self.db)]

    def penalty(self):
        return 0.5 * self.weight_decay * np.sum(self.W ** 2)


class Activation:
    def fprop(self, input):
        self.last_input = input
        return tanh(input)

    def bprop(self, output_grad):
        return output_grad * tanh_d(self.last_input)

    def params(self):
        return []

    def penalty(self):
        return 0


class NeuralNetwork:
    def __init__(self, layers):
        self.layers = layers

    def predict(self, X):
        for layer in self.layers:
            X = layer.fprop(X)
        return X

    def loss(self, X, Y):
        # half the squared distance per row, plus the penalties
        out = self.predict(X)
        return 0.5 * np.mean(np.sum((out - Y) ** 2, axis=1)) + sum(l.penalty() for l in self.layers)

    def fit(self, X, Y, learning_rate, epochs, batch_size, rng):
        for epoch in range(epochs):
            order = rng.permutation(len(X))
            for k in range(0, len(X), batch_size):
                rows = order[k:k + batch_size]
                grad = self.predict(X[rows]) - Y[rows]
                for layer in reversed(self.layers):
                    grad = layer.bprop(grad)
                for layer in self.layers:
                    for param, dparam in layer.params():
                        param -= learning_rate * dparam
            if epoch % 20 == 19:
                print('epoch %i, loss %.4f' % (epoch + 1, self.loss(X, Y)))


if __name__ == '__main__':
    rng = np.random.RandomState(5)
    X = rng.uniform(-1.5, 1.5, (240, 2))
    Y = np.sin(2 * X[:, :1]) * X[:, 1:]
    decay = 0.0005
    net = NeuralNetwork([Linear(2, 20, decay, rng), Activation(),
                         Linear(20, 12, decay, rng), Activation(), Linear(12, 1, decay, rng)])
    net.fit(X, Y, 0.1, 160, 20, rng)
    print('mean squared error:', np.mean((net.predict(X) - Y) ** 2))
