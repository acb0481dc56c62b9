import numpy as np


def tanh(x):
    return np.tanh(x)


def tanh_d(x):
    e = np.exp(2 * x)
    return (e - 1) / (e + 1)


class Linear:
    def __init__(self, n_out, scale, decay):
        self.n_out, self.scale, self.decay = n_out, scale, decay

    def setup(self, n_in, rng):
        self.W = rng.normal(0, self.scale, (n_in, self.n_out))
        self.b = np.zeros(self.n_out)
        return self.n_out

    def fprop(self, x):
        self.last_x = x
        return x.dot(self.W) + self.b

    def bprop(self, grad):
        n = len(grad)
        self.dW = self.last_x.T.dot(grad) / n - self.decay * self.W
        self.db = grad.mean(axis=0)
        return grad.dot(self.W.T)

    def params(self):
        return [(self.W, self.dW), (self.b, self.db)]


class Activation:
    def __init__(self, f, f_d):
        self.f, self.f_d = f, f_d

    def setup(self, n_in, rng):
        return n_in

    def fprop(self, x):
        self.last_x = x
        return self.f(x)

    def bprop(self, grad):
        return grad * self.f_d(self.last_x)

    def params(self):
        return []


class Net:
    def __init__(self, layers, n_in, seed):
        rng = np.random.RandomState(seed)
        self.layers = layers
        for layer in layers:
            n_in = layer.setup(n_in, rng)

    def predict(self, x):
        for layer in self.layers:
            x = layer.fprop(x)
        return x

    def objective(self, x, t):
        decay = sum(l.decay * np.sum(l.W ** 2) / 2 for l in self.layers if isinstance(l, Linear))
        return np.sum((self.predict(x) - t) ** 2) / (2 * len(x)) + decay

    def fit(self, x, t, rate, epochs, batch=25):
        for epoch in range(epochs):
            for s in range(0, len(x), batch):
                grad = self.predict(x[s:s + batch]) - t[s:s + batch]
                for layer in self.layers[::-1]:
                    grad = layer.bprop(grad)
                for layer in self.layers:
                    for p, d in layer.params():
                        p -= rate * d
            if epoch % 50 == 49:
                print("epoch %d: objective %.4f, mse %.4f" % (epoch + 1, self.objective(x, t), np.mean((self.predict(x) - t) ** 2)))


if __name__ == "__main__":
    rng = np.random.RandomState(0)
    x = rng.uniform(-1, 1, (200, 2))
    t = np.sin(3 * x[:, :1]) * x[:, 1:] + 0.5 * x[:, :1]
    net = Net([Linear(20, 0.7, 0.0005), Activation(tanh, tanh_d), Linear(1, 0.25, 0.0005)], 2, 3)
    net.fit(x, t, 0.2, 400)
