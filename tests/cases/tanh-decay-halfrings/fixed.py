import numpy as np


def tanh_slope(z):
    e = np.exp(2 * z)
    return 1 - ((e - 1) / (e + 1)) ** 2


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

    def step(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db


class Tanh:
    def fprop(self, x):
        self.last_input = x
        return np.tanh(x)

    def bprop(self, output_grad):
        return output_grad * tanh_slope(self.last_input)

    def step(self, lr):
        pass


class LogisticOut:
    def fprop(self, x):
        return 1 / (1 + np.exp(-np.clip(x, -30, 30)))

    def loss(self, p, y):
        return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

    def input_grad(self, p, y):
        return p - y


class Net:
    def __init__(self, layers):
        self.layers = layers
        self.top = LogisticOut()

    def predict(self, x):
        for layer in self.layers:
            x = layer.fprop(x)
        return self.top.fprop(x)

    def fit(self, x, y, lr, epochs, batch, rng):
        for epoch in range(epochs):
            order = rng.permutation(len(x))
            for s in range(0, len(x), batch):
                part = order[s:s + batch]
                p = self.predict(x[part])
                grad = self.top.input_grad(p, y[part])
                for layer in self.layers[::-1]:
                    grad = layer.bprop(grad)
                for layer in self.layers:
                    layer.step(lr)
            if epoch % 20 == 0:
                print('epoch %d loss %.4f' % (epoch, self.top.loss(self.predict(x), y)))


if __name__ == '__main__':
    rng = np.random.RandomState(2)
    t = rng.uniform(0, np.pi, 400)
    y = (np.arange(400) % 2).reshape(-1, 1)
    up = np.stack([np.cos(t), np.sin(t)], axis=1)
    x = np.where(y == 1, up, [1, 0.4] - up) + rng.normal(0, 0.1, (400, 2))
    net = Net([Linear(2, 16, 0.001, rng), Tanh(), Linear(16, 8, 0.001, rng), Tanh(), Linear(8, 1, 0.001, rng)])
    net.fit(x, y, 0.3, 100, 25, rng)
    print('final loss', net.top.loss(net.predict(x), y))
