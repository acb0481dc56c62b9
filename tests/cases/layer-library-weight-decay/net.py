import numpy as np


def th(x):
    return np.tanh(x)


def th_d(x):
    e = np.exp(2 * x)
    return (e - 1) / (e + 1)


class FullyConnected(object):
    def __init__(self, n_out, scale, decay=0.0):
        self.n_out = n_out
        self.scale = scale
        self.decay = decay

    def build(self, n_in, rng):
        self.W = rng.normal(scale=self.scale, size=(n_in, self.n_out))
        self.b = np.zeros(self.n_out)
        return self.n_out

    def fprop(self, inp):
        self.seen = inp
        return np.dot(inp, self.W) + self.b

    def bprop(self, g):
        n = g.shape[0]
        self.dW = np.dot(self.seen.T, g) / n - self.decay * self.W
        self.db = np.mean(g, axis=0)
        return np.dot(g, self.W.T)

    def params(self):
        return [(self.W, lambda: self.dW), (self.b, lambda: self.db)]


class Bend(object):
    def __init__(self, f, f_d):
        self.f, self.f_d = f, f_d

    def build(self, n_in, rng):
        return n_in

    def fprop(self, inp):
        self.seen = inp
        return self.f(inp)

    def bprop(self, g):
        return g * self.f_d(self.seen)

    def params(self):
        return []


class MultiLogistic(object):
    def build(self, n_in, rng):
        return n_in

    def fprop(self, inp):
        e = np.exp(inp - inp.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def start_grad(self, T, P):
        return P - T

    def cost(self, T, P):
        return -np.mean(np.sum(T * np.log(P + 1e-12), axis=1))

    def params(self):
        return []


class Net(object):
    def __init__(self, layers, n_in, rng):
        self.layers = layers
        width = n_in
        for layer in layers:
            width = layer.build(width, rng)

    def fprop(self, X):
        for layer in self.layers:
            X = layer.fprop(X)
        return X

    def bprop(self, T, P):
        g = self.layers[-1].start_grad(T, P)
        for layer in reversed(self.layers[:-1]):
            g = layer.bprop(g)

    def fit(self, X, T, rate, epochs, batch, rng):
        for epoch in range(epochs):
            order = rng.permutation(len(X))
            for start in range(0, len(X), batch):
                rows = order[start:start + batch]
                self.bprop(T[rows], self.fprop(X[rows]))
                for layer in self.layers:
                    for p, grad in layer.params():
                        p -= rate * grad()
            if epoch % 10 == 0:
                print("epoch %i, loss %.4f" % (epoch, self.layers[-1].cost(T, self.fprop(X))))


if __name__ == "__main__":
    rng = np.random.RandomState(4)
    n = 360
    kind = np.arange(n) % 3
    angle = rng.uniform(0, 1, n) * 3.5 + kind * 2 * np.pi / 3
    radius = angle - kind * 2 * np.pi / 3 + 0.3
    X = np.c_[radius * np.cos(angle), radius * np.sin(angle)] / 2 + rng.normal(scale=0.04, size=(n, 2))
    T = np.eye(3)[kind]
    net = Net([FullyConnected(24, 0.7, decay=0.001), Bend(th, th_d), FullyConnected(24, 0.2, decay=0.001), Bend(th, th_d),
               FullyConnected(3, 0.2, decay=0.001), MultiLogistic()], 2, rng)
    net.fit(X, T, 0.3, 81, 30, rng)
    print("error rate %.4f" % np.mean(np.argmax(net.fprop(X), axis=1) != kind))
