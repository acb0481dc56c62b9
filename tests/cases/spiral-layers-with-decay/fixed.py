import numpy as np


def tanh(x):
    e = np.exp(2 * x)
    return (e - 1) / (e + 1)


def tanh_d(x):
    e = tanh(x)
    return 1 - e ** 2


class Full:
    def __init__(self, n_out, scale, decay=0.0):
        self.n_out, self.scale, self.decay = n_out, scale, decay

    def setup(self, n_in, rng):
        self.W = rng.normal(0, self.scale, (n_in, self.n_out))
        self.b = np.zeros(self.n_out)
        return self.n_out

    def fprop(self, inp):
        self.inp = inp
        return np.dot(inp, self.W) + self.b

    def bprop(self, up):
        n = up.shape[0]
        self.dW = np.dot(self.inp.T, up) / n + self.decay * self.W
        self.db = np.mean(up, axis=0)
        return np.dot(up, self.W.T)

    def params(self):
        return [(self.W, self.dW), (self.b, self.db)]


class Squash:
    def setup(self, n_in, rng):
        return n_in

    def fprop(self, inp):
        self.inp = inp
        return tanh(inp)

    def bprop(self, up):
        return up * tanh_d(self.inp)

    def params(self):
        return []


class LogReg:
    def setup(self, n_in, rng):
        return n_in

    def fprop(self, inp):
        e = np.exp(inp - np.amax(inp, axis=1, keepdims=True))
        return e / np.sum(e, axis=1, keepdims=True)

    def bprop_input(self, Y, P):
        return P - Y

    def loss(self, Y, P):
        return -np.mean(np.sum(Y * np.log(np.clip(P, 1e-15, 1)), axis=1))


class Net:
    def __init__(self, layers, rng):
        self.layers, self.rng = layers, rng

    def fit(self, X, labels, rate, epochs, part):
        Y = np.eye(labels.max() + 1)[labels]
        n_in = X.shape[1]
        for layer in self.layers:
            n_in = layer.setup(n_in, self.rng)
        for epoch in range(epochs):
            order = self.rng.permutation(len(X))
            for s in range(0, len(X), part):
                pick = order[s:s + part]
                P = self.predict_p(X[pick])
                up = self.layers[-1].bprop_input(Y[pick], P)
                for layer in reversed(self.layers[:-1]):
                    up = layer.bprop(up)
                for layer in self.layers[:-1]:
                    for p, g in layer.params():
                        p -= rate * g
            if epoch % 10 == 9:
                print("epoch", epoch + 1, "loss %.4f" % self.layers[-1].loss(Y, self.predict_p(X)))

    def predict_p(self, X):
        for layer in self.layers:
            X = layer.fprop(X)
        return X


if __name__ == "__main__":
    rng = np.random.RandomState(1)
    angle = rng.uniform(0, 4, 600)
    labels = rng.randint(0, 3, 600)
    turn = angle + labels * 2 * np.pi / 3
    X = np.c_[angle * np.cos(turn), angle * np.sin(turn)] / 2 + rng.normal(0, 0.04, (600, 2))
    net = Net([Full(24, 0.5, 0.002), Squash(), Full(24, 0.2, 0.002), Squash(), Full(3, 0.2, 0.002), LogReg()], rng)
    net.fit(X, labels, rate=0.2, epochs=80, part=20)
    print("share right:", np.mean(net.predict_p(X).argmax(axis=1) == labels))
