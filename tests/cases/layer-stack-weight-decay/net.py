import numpy as np


def tanh(x):
    return np.tanh(x)


def tanh_d(x):
    e = np.exp(2 * x)
    return (e - 1) / (e + 1)


class Linear(object):
    def __init__(self, n_out, weight_scale, weight_decay=0.):
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
        self.dW = np.dot(self.last_input.T, output_grad) / n - self.weight_decay * self.W
        self.db = np.mean(output_grad, axis=0)
        return np.dot(output_grad, self.W.T)

    def step(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db


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

    def step(self, lr):
        pass


class LogRegression(object):
    def _setup(self, n_in, rng):
        return n_in

    def fprop(self, input):
        e = np.exp(input - np.amax(input, axis=1, keepdims=True))
        return e / np.sum(e, axis=1, keepdims=True)

    def input_grad(self, Y, Y_pred):
        return -(Y - Y_pred)

    def loss(self, Y, Y_pred):
        return -np.sum(Y * np.log(Y_pred + 1e-15)) / Y.shape[0]


class NeuralNetwork:
    def __init__(self, layers, n_in, rng):
        self.layers = layers
        for layer in layers:
            n_in = layer._setup(n_in, rng)

    def forward(self, X):
        for layer in self.layers:
            X = layer.fprop(X)
        return X

    def fit(self, X, labels, lr, epochs, batch_size, rng):
        Y = np.eye(labels.max() + 1)[labels]
        for epoch in range(epochs):
            order = rng.permutation(len(X))
            for s in range(0, len(X), batch_size):
                part = order[s:s + batch_size]
                grad = self.layers[-1].input_grad(Y[part], self.forward(X[part]))
                for layer in reversed(self.layers[:-1]):
                    grad = layer.bprop(grad)
                for layer in self.layers[:-1]:
                    layer.step(lr)
            if epoch % 10 == 9:
                P = self.forward(X)
                print("epoch %d, loss %.4f, train error %.4f" % (
                    epoch + 1, self.layers[-1].loss(Y, P), np.mean(P.argmax(axis=1) != labels)))


if __name__ == "__main__":
    rng = np.random.RandomState(1)
    labels = rng.randint(0, 2, 400)
    turn = rng.uniform(0, np.pi, 400)
    X = np.stack([np.cos(turn), np.sin(turn)], axis=1) * (1 - 2 * labels[:, None])
    X += labels[:, None] * np.array([1.0, 0.4]) + rng.normal(0, 0.1, (400, 2))
    net = NeuralNetwork([Linear(20, 0.5, weight_decay=0.001), Activation(tanh, tanh_d),
                         Linear(2, 0.3, weight_decay=0.001), LogRegression()], 2, rng)
    net.fit(X, labels, 0.3, 60, 20, rng)
