import numpy as np


def tanh(x):
    return np.tanh(x)

def tanh_d(x):
    e = np.exp(2 * x)
    return (e - 1) / (e + 1)


class Layer(object):
    def params(self):
        return []


class Linear(Layer):
    def __init__(self, n_in, n_out, weight_decay, rng):
        self.W = rng.normal(0, np.sqrt(1.0 / n_in), (n_in, n_out))
        self.b = np.zeros(n_out)
        self.weight_decay = weight_decay

    def fprop(self, inp):
        self.last_input = inp
        return np.dot(inp, self.W) + self.b

    def bprop(self, output_grad):
        n = output_grad.shape[0]
        self.dW = np.dot(self.last_input.T, output_grad) / n - self.weight_decay * self.W
        self.db = np.mean(output_grad, axis=0)
        return np.dot(output_grad, self.W.T)

    def params(self):
        return [(self.W, self.dW), (self.b, self.db)]


class Activation(Layer):
    def __init__(self, fun, fun_d):
        self.fun, self.fun_d = fun, fun_d

    def fprop(self, inp):
        self.last_input = inp
        return self.fun(inp)

    def bprop(self, output_grad):
        return output_grad * self.fun_d(self.last_input)


class LogRegression(Layer):
    """softmax; bprop is handed the one-hot targets"""

    def fprop(self, inp):
        e = np.exp(inp - np.amax(inp, axis=1, keepdims=True))
        self.out = e / np.sum(e, axis=1, keepdims=True)
        return self.out

    def bprop(self, Y):
        return self.out - Y


class NeuralNetwork(object):
    def __init__(self, layers):
        self.layers = layers

    def output(self, X):
        for layer in self.layers:
            X = layer.fprop(X)
        return X

    def fit(self, X, Y, learning_rate, max_iter, batch_size, rng):
        for it in range(max_iter):
            order = rng.permutation(len(X))
            for b in range(len(X) // batch_size):
                idx = order[b * batch_size:(b + 1) * batch_size]
                self.output(X[idx])
                grad = Y[idx]
                for layer in reversed(self.layers):
                    grad = layer.bprop(grad)
                for layer in self.layers:
                    for param, inc in layer.params():
                        param -= learning_rate * inc
            if it % 10 == 9:
                hits = np.mean(np.argmax(self.output(X), axis=1) == np.argmax(Y, axis=1))
                print('iter %i, train accuracy %.4f, weight size %.3f' % (it + 1, hits, np.abs(self.layers[0].W).mean()))


if __name__ == '__main__':
    rng = np.random.RandomState(1)
    angle = rng.uniform(0, 2 * np.pi, 600)
    label = rng.randint(0, 3, 600)
    r = 0.5 + 0.8 * label + 0.12 * rng.randn(600)
    X = np.c_[r * np.cos(angle), r * np.sin(angle)]
    Y = np.eye(3)[label]
    net = NeuralNetwork([Linear(2, 30, 1e-3, rng), Activation(tanh, tanh_d), Linear(30, 30, 1e-3, rng),
                         Activation(tanh, tanh_d), Linear(30, 3, 1e-3, rng), LogRegression()])
    net.fit(X, Y, 0.1, 60, 20, rng)
