import numpy as np


class Dense:
    def __init__(self, fan_in, fan_out, rng):
        self.W = rng.standard_normal((fan_in, fan_out)) / np.sqrt(fan_in)
        self.b = np.zeros((1, fan_out))

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, g):
        self.gW = self.x.T @ g
        self.gb = g.sum(axis=0, keepdims=True)
        return g @ self.W.T


class Sigmoid:
    def forward(self, x):
        self.y = 1 / (1 + np.exp(-x))
        return self.y

    def backward(self, g):
        return g * self.y * (1 - self.y)


class Softmax:
    def forward(self, x):
        e = np.exp(x - x.max(axis=1, keepdims=True))
        self.y = e / e.sum(axis=1, keepdims=True)
        return self.y

    def backward(self, g):
        return g * self.y * (1 - self.y)


class SquaredError:
    def forward(self, p, t):
        self.p, self.t = p, t
        return np.sum((p - t) ** 2) / len(p)

    def backward(self):
        return 2 * (self.p - self.t) / len(self.p)


def loss_of(layers, crit, x, t):
    for l in layers:
        x = l.forward(x)
    return crit.forward(x, t)


def back(layers, crit):
    g = crit.backward()
    for l in reversed(layers):
        g = l.backward(g)


def check(layers, crit, x, t, h=1e-5):
    """largest relative distance between backprop and finite differences"""
    loss_of(layers, crit, x, t)
    back(layers, crit)
    worst = 0
    for l in (l for l in layers if isinstance(l, Dense)):
        num = np.zeros_like(l.W)
        for i in np.ndindex(*l.W.shape):
            keep = l.W[i]
            l.W[i] = keep + h
            up = loss_of(layers, crit, x, t)
            l.W[i] = keep - h
            down = loss_of(layers, crit, x, t)
            l.W[i] = keep
            num[i] = (up - down) / (2 * h)
        worst = max(worst, np.linalg.norm(num - l.gW) / np.linalg.norm(num))
    return worst


if __name__ == "__main__":
    rng = np.random.default_rng(3)
    x = rng.standard_normal((240, 2)) * 1.3
    label = np.digitize(np.hypot(x[:, 0], x[:, 1]), [0.8, 1.4, 2.0])
    t = np.eye(4)[label]
    layers, crit = [Dense(2, 10, rng), Sigmoid(), Dense(10, 4, rng), Softmax()], SquaredError()
    print("gradient check before training: %.2e" % check(layers, crit, x, t))
    for epoch in range(3001):
        loss = loss_of(layers, crit, x, t)
        back(layers, crit)
        for l in layers[::2]:
            l.W -= 1.0 * l.gW
            l.b -= 1.0 * l.gb
        if epoch % 1000 == 0:
            print("epoch", epoch, "loss", loss)
    print("gradient check after training: %.2e" % check(layers, crit, x, t))
