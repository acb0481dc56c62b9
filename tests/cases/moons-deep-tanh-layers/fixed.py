import numpy as np


class Layer:
    def forward(self, x):
        raise NotImplementedError

    def backward(self, grad):
        raise NotImplementedError

    def apply(self, lr):
        pass


class Dense(Layer):
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out) / np.sqrt(n_in)
        self.b = np.zeros((1, n_out))

    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, grad):
        self.gW = np.dot(self.x.T, grad)
        self.gb = np.sum(grad, axis=0, keepdims=True)
        return np.dot(grad, self.W.T)

    def apply(self, lr):
        self.W -= lr * self.gW
        self.b -= lr * self.gb


class Tanh(Layer):
    def forward(self, x):
        self.out = np.tanh(x)
        return self.out

    def backward(self, grad):
        return grad * (1 - np.square(self.out))


class Network:
    def __init__(self, sizes):
        self.layers = []
        for a, b in zip(sizes[:-1], sizes[1:]):
            self.layers += [Dense(a, b), Tanh()]
        self.layers.pop()          # logit at the end

    def logits(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def train_step(self, x, t, lr):
        p = 1 / (1 + np.exp(-self.logits(x)))
        loss = -np.mean(t * np.log(p) + (1 - t) * np.log(1 - p))
        grad = (p - t) / len(x)
        for layer in reversed(self.layers):
            grad = layer.backward(grad)
        for layer in self.layers:
            layer.apply(lr)
        return loss


def moons(n):
    a = np.pi * np.random.rand(n)
    t = np.random.randint(0, 2, n)
    x = np.where(t == 0, np.cos(a), 1 - np.cos(a))
    y = np.where(t == 0, np.sin(a), 0.5 - np.sin(a))
    pts = np.stack([x, y], 1) + 0.1 * np.random.randn(n, 2)
    return pts, t.reshape(-1, 1).astype(float)


if __name__ == "__main__":
    np.random.seed(8)
    x, t = moons(300)
    net = Network([2, 20, 20, 20, 20, 1])
    for step in range(1500):
        loss = net.train_step(x, t, 0.2)
        if step % 300 == 0:
            print("step", step, "loss", loss)
    print("final loss", loss, "accuracy", np.mean((net.logits(x) > 0) == (t > 0.5)))
