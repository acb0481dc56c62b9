import numpy as np


def tanh(x):
    return np.tanh(x)


def tanh_slope(x):
    e = tanh(x)
    return 1 - e ** 2


class Affine:
    def __init__(self, n_out, weight_scale=0.3, decay=0.0):
        self.n_out, self.weight_scale, self.decay = n_out, weight_scale, decay

    def setup(self, n_in, rng):
        self.W = rng.normal(0, self.weight_scale, (n_in, self.n_out))
        self.b = np.zeros(self.n_out)
        return self.n_out

    def fprop(self, x):
        self.seen = x
        return x.dot(self.W) + self.b

    def bprop(self, up):
        n = up.shape[0]
        self.dW = self.seen.T.dot(up) / n + self.decay * self.W
        self.db = up.mean(axis=0)
        return up.dot(self.W.T)

    def penalty(self):
        return 0.5 * self.decay * np.sum(self.W ** 2)


class Bend:
    def setup(self, n_in, rng):
        return n_in

    def fprop(self, x):
        self.seen = x
        return tanh(x)

    def bprop(self, up):
        return up * tanh_slope(self.seen)


class Network:
    def __init__(self, layers, n_in, rng):
        self.layers = layers
        for layer in layers:
            n_in = layer.setup(n_in, rng)

    def scores(self, x):
        for layer in self.layers:
            x = layer.fprop(x)
        e = np.exp(x - x.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def loss(self, x, y):
        data = -np.mean(np.sum(y * np.log(self.scores(x) + 1e-12), axis=1))
        return data + sum(l.penalty() for l in self.layers if hasattr(l, "W"))

    def backward(self, x, y):
        up = self.scores(x) - y
        for layer in reversed(self.layers):
            up = layer.bprop(up)

    def fit(self, x, y, rate, epochs, batch, rng):
        for epoch in range(1, epochs + 1):
            order = rng.permutation(len(x))
            for start in range(0, len(x), batch):
                rows = order[start:start + batch]
                self.backward(x[rows], y[rows])
                for layer in self.layers:
                    if hasattr(layer, "W"):
                        layer.W -= rate * layer.dW
                        layer.b -= rate * layer.db
            if epoch % 10 == 0:
                wrong = np.mean(self.scores(x).argmax(1) != y.argmax(1))
                print("epoch %3d  loss %.4f  train error %.4f" % (epoch, self.loss(x, y), wrong))


if __name__ == "__main__":
    rng = np.random.RandomState(7)
    label = rng.randint(0, 3, 450)
    x = rng.normal(0, 0.35, (450, 2))
    x[:, 0] += np.choose(label, [-1.2, 0.0, 1.2])
    x[:, 1] += np.choose(label, [0.0, 1.5, 0.0])
    x[label == 1] *= np.where(rng.rand((label == 1).sum(), 1) < 0.5, 1, -1)
    net = Network([Affine(20, decay=0.003), Bend(), Affine(3, decay=0.003)], 2, rng)
    net.fit(x, np.eye(3)[label], 0.2, 100, 30, rng)
