import numpy as np


def tanh(x):
    return np.tanh(x)


def tanh_d(x):
    e = np.tanh(x)
    return 1 - e ** 2


class Dense(object):
    def __init__(self, n_out, scale, decay=0.0):
        self.n_out = n_out
        self.scale = scale
        self.decay = decay

    def setup(self, n_in, rng):
        self.W = rng.normal(scale=self.scale, size=(n_in, self.n_out))
        self.b = np.zeros(self.n_out)
        return self.n_out

    def fprop(self, x):
        self.seen = x
        return x.dot(self.W) + self.b

    def bprop(self, grad):
        n = grad.shape[0]
        self.dW = self.seen.T.dot(grad) / n + self.decay * self.W
        self.db = np.mean(grad, axis=0)
        return grad.dot(self.W.T)

    def cost(self):
        return 0.5 * self.decay * np.sum(self.W ** 2)

    def step(self, rate):
        self.W -= rate * self.dW
        self.b -= rate * self.db


class Bend(object):
    def setup(self, n_in, rng):
        return n_in

    def fprop(self, x):
        self.seen = x
        return tanh(x)

    def bprop(self, grad):
        return grad * tanh_d(self.seen)

    def cost(self):
        return 0.0

    def step(self, rate):
        pass


class Softmax(object):
    def fprop(self, x):
        e = np.exp(x - np.amax(x, axis=1, keepdims=True))
        return e / np.sum(e, axis=1, keepdims=True)

    def loss(self, hot, probs):
        return -np.mean(np.sum(hot * np.log(np.clip(probs, 1e-12, 1.0)), axis=1))

    def grad(self, hot, probs):
        return probs - hot


class Net(object):
    def __init__(self, layers, n_in, rng):
        self.layers = layers
        self.top = Softmax()
        for layer in layers:
            n_in = layer.setup(n_in, rng)

    def probs(self, x):
        for layer in self.layers:
            x = layer.fprop(x)
        return self.top.fprop(x)

    def objective(self, x, hot):
        return self.top.loss(hot, self.probs(x)) + sum(layer.cost() for layer in self.layers)

    def backward(self, x, hot):
        grad = self.top.grad(hot, self.probs(x))
        for layer in reversed(self.layers):
            grad = layer.bprop(grad)

    def fit(self, x, hot, rate, epochs, batch):
        for epoch in range(epochs):
            for i in range(0, len(x), batch):
                self.backward(x[i:i + batch], hot[i:i + batch])
                for layer in self.layers:
                    layer.step(rate)
            if epoch % 20 == 19:
                miss = np.mean(np.argmax(self.probs(x), axis=1) != np.argmax(hot, axis=1))
                print('epoch %3d, objective %.4f, training error %.4f' % (epoch + 1, self.objective(x, hot), miss))


def rings(n, rng):
    k = rng.randint(0, 3, n)
    turn = rng.uniform(0, 2 * np.pi, n)
    r = 0.6 + 0.9 * k + rng.normal(0, 0.12, n)
    return np.c_[r * np.cos(turn), r * np.sin(turn)], np.eye(3)[k]


if __name__ == '__main__':
    rng = np.random.RandomState(1)
    x, hot = rings(500, rng)
    net = Net([Dense(24, 0.7, 0.0005), Bend(), Dense(3, 0.3, 0.0005)], 2, rng)
    net.fit(x, hot, 0.3, 160, 25)
