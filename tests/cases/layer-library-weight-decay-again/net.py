import numpy as np


def tanh(x):
    return np.tanh(x)


def tanh_d(x):
    e = np.exp(2 * x)
    return (e - 1) / (e + 1)


class Layer:
    def bprop(self, output_grad):
        raise NotImplementedError()

    def update(self, rate):
        pass


class Dense(Layer):
    def __init__(self, n_in, n_out, weight_decay, rng):
        self.W = rng.normal(0, 1 / np.sqrt(n_in), (n_in, n_out))
        self.b = np.zeros(n_out)
        self.weight_decay = weight_decay

    def fprop(self, x):
        self.last_x = x
        return np.dot(x, self.W) + self.b

    def bprop(self, output_grad):
        n = output_grad.shape[0]
        self.dW = np.dot(self.last_x.T, output_grad) / n - self.weight_decay * self.W
        self.db = np.mean(output_grad, axis=0)
        return np.dot(output_grad, self.W.T)

    def update(self, rate):
        self.W -= rate * self.dW
        self.b -= rate * self.db

    def penalty(self):
        return 0.5 * self.weight_decay * np.sum(self.W ** 2)


class Activation(Layer):
    def __init__(self, fun, fun_d):
        self.fun = fun
        self.fun_d = fun_d

    def fprop(self, x):
        self.last_x = x
        return self.fun(x)

    def bprop(self, output_grad):
        return output_grad * self.fun_d(self.last_x)


class LogRegression(Layer):
    """softmax together with the cross-entropy"""

    def fprop(self, x):
        e = np.exp(x - np.amax(x, axis=1, keepdims=True))
        return e / np.sum(e, axis=1, keepdims=True)

    def input_grad(self, Y, Y_pred):
        return Y_pred - Y

    def loss(self, Y, Y_pred):
        return -np.mean(np.sum(Y * np.log(Y_pred + 1e-12), axis=1))


class NeuralNetwork:
    def __init__(self, layers):
        self.layers = layers

    def predict(self, X):
        for layer in self.layers:
            X = layer.fprop(X)
        return X

    def fit(self, X, Y, rate, epochs, batch):
        for epoch in range(epochs):
            for k in range(0, len(X), batch):
                xb, yb = X[k:k + batch], Y[k:k + batch]
                grad = self.layers[-1].input_grad(yb, self.predict(xb))
                for layer in reversed(self.layers[:-1]):
                    grad = layer.bprop(grad)
                for layer in self.layers:
                    layer.update(rate)
            if epoch % 20 == 0:
                loss = self.layers[-1].loss(Y, self.predict(X))
                loss += sum(l.penalty() for l in self.layers if isinstance(l, Dense))
                print("epoch %d, loss %.4f" % (epoch, loss))


if __name__ == "__main__":
    rng = np.random.RandomState(3)
    labels = rng.randint(0, 3, 300)
    r = rng.uniform(0.2, 1.0, 300)
    a = 3.5 * r + labels * 2 * np.pi / 3 + rng.normal(0, 0.12, 300)
    X = 2 * np.column_stack([r * np.sin(a), r * np.cos(a)])
    Y = np.eye(3)[labels]
    net = NeuralNetwork([Dense(2, 25, 0.001, rng), Activation(tanh, tanh_d),
                         Dense(25, 3, 0.001, rng), LogRegression()])
    net.fit(X, Y, 0.3, 121, 30)
    print("error rate:", np.mean(net.predict(X).argmax(axis=1) != labels))
