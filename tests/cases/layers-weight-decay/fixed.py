import numpy as np


def tanh(x):
    return np.tanh(x)


def tanh_d(x):
    return 1 - np.tanh(x) ** 2


def relu(x):
    return np.maximum(0.0, x)


def relu_d(x):
    return (x > 0).astype(float)


class Linear:
    def __init__(self, n_in, n_out, weight_decay, rng):
        self.W = rng.normal(0, 1 / np.sqrt(n_in), (n_in, n_out))
        self.b = np.zeros(n_out)
        self.weight_decay = weight_decay

    def fprop(self, x):
        self.last_input = x
        return np.dot(x, self.W) + self.b

    def bprop(self, output_grad):
        n = output_grad.shape[0]
        self.dW = np.dot(self.last_input.T, output_grad) / n + self.weight_decay * self.W
        self.db = np.mean(output_grad, axis=0)
        return np.dot(output_grad, self.W.T)

    def update(self, learn_rate):
        self.W -= learn_rate * self.dW
        self.b -= learn_rate * self.db

    def penalty(self):
        return 0.5 * self.weight_decay * np.sum(self.W ** 2)


class Activation:
    def __init__(self, kind):
        self.fun, self.fun_d = {"tanh": (tanh, tanh_d), "relu": (relu, relu_d)}[kind]

    def fprop(self, x):
        self.last_input = x
        return self.fun(x)

    def bprop(self, output_grad):
        return output_grad * self.fun_d(self.last_input)

    def update(self, learn_rate):
        pass

    def penalty(self):
        return 0.0


class LogRegression:
    """softmax with cross-entropy"""

    def fprop(self, x):
        e = np.exp(x - np.amax(x, axis=1, keepdims=True))
        return e / np.sum(e, axis=1, keepdims=True)

    def input_grad(self, y, y_pred):
        return y_pred - y

    def loss(self, y, y_pred):
        return -np.mean(np.sum(y * np.log(y_pred + 1e-12), axis=1))


class NeuralNetwork:
    def __init__(self, layers):
        self.layers = layers
        self.top = LogRegression()

    def fprop(self, x):
        for layer in self.layers:
            x = layer.fprop(x)
        return self.top.fprop(x)

    def bprop(self, y, y_pred):
        grad = self.top.input_grad(y, y_pred)
        for layer in reversed(self.layers):
            grad = layer.bprop(grad)

    def cost(self, x, y):
        return self.top.loss(y, self.fprop(x)) + sum(layer.penalty() for layer in self.layers)

    def fit(self, x, y, learn_rate, epochs, batch, rng):
        for epoch in range(epochs):
            order = rng.permutation(len(x))
            for start in range(0, len(x), batch):
                idx = order[start:start + batch]
                self.bprop(y[idx], self.fprop(x[idx]))
                for layer in self.layers:
                    layer.update(learn_rate)
            if epoch % 20 == 19:
                print("epoch %i, cost %.4f, train error %.4f" % (epoch + 1, self.cost(x, y), self.error(x, y)))

    def error(self, x, y):
        return np.mean(self.fprop(x).argmax(axis=1) != y.argmax(axis=1))


if __name__ == "__main__":
    rng = np.random.default_rng(8)
    x = rng.normal(0, 1, (600, 2))
    quadrant = (x[:, 0] * x[:, 1] > 0).astype(int) + 2 * (np.sum(x ** 2, axis=1) > 1.5)
    y = np.eye(4)[quadrant]
    net = NeuralNetwork([Linear(2, 24, 0.001, rng), Activation("tanh"),
                         Linear(24, 24, 0.001, rng), Activation("tanh"),
                         Linear(24, 4, 0.001, rng)])
    net.fit(x, y, 0.3, 100, 30, rng)
    print("final cost %.4f" % net.cost(x, y))
