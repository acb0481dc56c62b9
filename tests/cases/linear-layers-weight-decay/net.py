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

    def fprop(self, inp):
        self.last_input = inp
        return np.dot(inp, self.W) + self.b

    def bprop(self, output_grad):
        n = output_grad.shape[0]
        self.dW = np.dot(self.last_input.T, output_grad) / n - self.weight_decay * self.W
        self.db = np.mean(output_grad, axis=0)
        return np.dot(output_grad, self.W.T)

    def penalty(self):
        return 0.5 * self.weight_decay * np.sum(self.W ** 2)

    def pairs(self):
        return [(self.W, self.dW), (self.b, self.db)]


class Activation:
    def __init__(self, fun, fun_d):
        self.fun, self.fun_d = fun, fun_d

    def fprop(self, inp):
        self.last_input = inp
        return self.fun(inp)

    def bprop(self, output_grad):
        return output_grad * self.fun_d(self.last_input)

    def penalty(self):
        return 0

    def pairs(self):
        return []


class LogReg:
    def fprop(self, scores):
        e = np.exp(scores - np.amax(scores, axis=1, keepdims=True))
        return e / np.sum(e, axis=1, keepdims=True)

    def loss(self, Y, P):
        return -np.mean(np.sum(Y * np.log(np.maximum(P, 1e-15)), axis=1))

    def grad(self, Y, P):
        return P - Y


class Net:
    def __init__(self, layers):
        self.layers, self.top = layers, LogReg()

    def predict(self, X):
        for layer in self.layers:
            X = layer.fprop(X)
        return self.top.fprop(X)

    def objective(self, X, Y):
        return self.top.loss(Y, self.predict(X)) + sum(l.penalty() for l in self.layers)

    def backprop(self, X, Y):
        grad = self.top.grad(Y, self.predict(X))
        for layer in reversed(self.layers):
            grad = layer.bprop(grad)

    def fit(self, X, Y, rate, epochs, batch):
        for epoch in range(epochs):
            for s in range(0, len(X), batch):
                self.backprop(X[s:s + batch], Y[s:s + batch])
                for layer in self.layers:
                    for p, g in layer.pairs():
                        p -= rate * g
            if epoch % 10 == 9:
                print("epoch %i, loss %.4f" % (epoch + 1, self.objective(X, Y)))


if __name__ == "__main__":
    rng = np.random.RandomState(7)
    c = rng.randint(0, 3, 360)
    r = 0.5 + c + rng.normal(0, 0.12, 360)
    phi = rng.uniform(0, 2 * np.pi, 360)
    X = np.column_stack([r * np.cos(phi), r * np.sin(phi)])
    net = Net([Linear(2, 20, 0.001, rng), Activation(tanh, tanh_d), Linear(20, 3, 0.001, rng)])
    net.fit(X, np.eye(3)[c], 0.3, 80, 30)
    print("accuracy %.3f" % np.mean(net.predict(X).argmax(axis=1) == c))
