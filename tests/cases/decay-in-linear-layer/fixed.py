import numpy as np


class Linear(object):
    def __init__(self, n_in, n_out, weight_decay=0.0, scale=0.3):
        self.W = np.random.normal(scale=scale, size=(n_in, n_out))
        self.b = np.zeros(n_out)
        self.weight_decay = weight_decay

    def fprop(self, input):
        self.last_input = input
        return np.dot(input, self.W) + self.b

    def bprop(self, output_grad):
        n = output_grad.shape[0]
        self.dW = np.dot(self.last_input.T, output_grad) / n + self.weight_decay * self.W
        self.db = np.mean(output_grad, axis=0)
        return np.dot(output_grad, self.W.T)

    def params(self):
        return [(self.W, self.dW), (self.b, self.db)]

    def penalty(self):
        return 0.5 * self.weight_decay * np.sum(self.W ** 2)


class Tanh(object):
    def fprop(self, input):
        self.out = np.tanh(input)
        return self.out

    def bprop(self, output_grad):
        return output_grad * (1 - self.out ** 2)

    def params(self):
        return []

    def penalty(self):
        return 0.


class MLP:
    def __init__(self, layers):
        self.layers = layers

    def predict(self, X):
        for layer in self.layers:
            X = layer.fprop(X)
        return X

    def loss(self, X, Y):
        return 0.5 * np.sum((self.predict(X) - Y) ** 2) / len(X) + sum(l.penalty() for l in self.layers)

    def fit(self, X, Y, learning_rate=0.1, max_iter=300, batch_size=25):
        for it in range(max_iter):
            order = np.random.permutation(len(X))
            for b in range(0, len(X), batch_size):
                idx = order[b:b + batch_size]
                grad = self.predict(X[idx]) - Y[idx]
                for layer in reversed(self.layers):
                    grad = layer.bprop(grad)
                for layer in self.layers:
                    for p, inc in layer.params():
                        p -= learning_rate * inc
            if it % 50 == 49:
                print('iter %i, loss %.4f' % (it + 1, self.loss(X, Y)))


if __name__ == '__main__':
    np.random.seed(6)
    X = np.random.uniform(-1, 1, (150, 2))
    Y = X[:, :1] * X[:, 1:] + 0.1 * np.random.normal(size=(150, 1))
    Xt = np.random.uniform(-1, 1, (300, 2))
    Yt = Xt[:, :1] * Xt[:, 1:]
    nn = MLP([Linear(2, 20, 0.002, 1.0), Tanh(), Linear(20, 1, 0.002)])
    nn.fit(X, Y)
    print('test mse: %.6f' % np.mean((nn.predict(Xt) - Yt) ** 2))
