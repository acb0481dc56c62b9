import numpy as np


def tanh(x):
    return np.tanh(x)


def tanh_d(x):
    e = np.tanh(x)
    return 1 - e ** 2


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
        self.dW = np.dot(self.last_input.T, output_grad) / n + self.weight_decay * self.W
        self.db = np.mean(output_grad, axis=0)
        return np.dot(output_grad, self.W.T)

    def penalty(self):
        return 0.5 * self.weight_decay * np.sum(self.W ** 2)

    def step(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db


class Activation:
    def __init__(self, fun, fun_d):
        self.fun, self.fun_d = fun, fun_d

    def fprop(self, input):
        self.last_input = input
        return self.fun(input)

    def bprop(self, output_grad):
        return output_grad * self.fun_d(self.last_input)

    def penalty(self):
        return 0.0

    def step(self, lr):
        pass


class LogRegression:
    def fprop(self, input):
        e = np.exp(input - np.amax(input, axis=1, keepdims=True))
        return e / np.sum(e, axis=1, keepdims=True)

    def input_grad(self, Y, Y_pred):
        return Y_pred - Y

    def loss(self, Y, Y_pred):
        return -np.mean(np.sum(Y * np.log(Y_pred + 1e-12), axis=1))


class NeuralNetwork:
    def __init__(self, layers):
        self.layers, self.top = layers, LogRegression()

    def predict(self, X):
        for layer in self.layers:
            X = layer.fprop(X)
        return self.top.fprop(X)

    def fit(self, X, Y, lr, epochs, batch_size):
        for epoch in range(epochs):
            for b in range(0, len(X), batch_size):
                grad = self.top.input_grad(Y[b:b + batch_size], self.predict(X[b:b + batch_size]))
                for layer in reversed(self.layers):
                    grad = layer.bprop(grad)
                for layer in self.layers:
                    layer.step(lr)
            Y_pred = self.predict(X)
            loss = self.top.loss(Y, Y_pred) + sum(layer.penalty() for layer in self.layers)
            error = np.mean(Y_pred.argmax(axis=1) != Y.argmax(axis=1))
            if epoch % 20 == 19:
                print("epoch %d, loss %.4f, train error %.4f" % (epoch + 1, loss, error))


if __name__ == "__main__":
    rng = np.random.default_rng(7)
    angle, arm = rng.uniform(0.2, 1, 450), np.arange(450) % 3
    turn = 3.5 * angle + arm * 2 * np.pi / 3
    X = np.stack([angle * np.cos(turn), angle * np.sin(turn)], axis=1) * 2 + rng.normal(0, 0.03, (450, 2))
    net = NeuralNetwork([Linear(2, 24, 0.0005, rng), Activation(tanh, tanh_d),
                         Linear(24, 24, 0.0005, rng), Activation(tanh, tanh_d),
                         Linear(24, 3, 0.0005, rng)])
    net.fit(X, np.eye(3)[arm], lr=0.2, epochs=100, batch_size=30)
