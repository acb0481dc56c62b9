import numpy as np


class FC:
    def __init__(self, i, o):
        self.w = np.random.randn(i, o) * np.sqrt(2 / i)
        self.b = np.zeros((1, o))

    def __call__(self, x, training):
        self.x = x
        return x @ self.w + self.b

    def back(self, g, lr):
        gx = g @ self.w.T
        self.w -= lr * self.x.T @ g
        self.b -= lr * g.sum(axis=0, keepdims=True)
        return gx


class LeakyRelu:
    def __call__(self, x, training):
        self.k = np.where(x > 0, 1.0, 0.1)
        return x * self.k

    def back(self, g, lr):
        return g * self.k


class Drop:
    def __init__(self, keep):
        self.keep = keep

    def __call__(self, x, training):
        if not training:
            return x
        self.m = (np.random.rand(*x.shape) < self.keep) / self.keep
        return x * self.m

    def back(self, g, lr):
        return g * self.m


class CrossEntropy:
    def __call__(self, z, y):
        z = z - z.max(axis=1, keepdims=True)
        logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
        self.p, self.y = np.exp(logp), y
        return -np.mean(np.sum(y * logp, axis=1))

    def back(self):
        return (self.p - self.y) / self.y.shape[0]


def forward(net, x, training=False):
    for layer in net:
        x = layer(x, training)
    return x


if __name__ == "__main__":
    np.random.seed(1)
    masks = np.random.randn(6, 20)
    label = np.random.randint(0, 6, 900)
    x = masks[label] * np.random.choice([1, 0.6], (900, 1)) + 0.7 * np.random.randn(900, 20)
    y = np.eye(6)[label]
    net = [FC(20, 32), LeakyRelu(), Drop(0.8), FC(32, 32), LeakyRelu(), Drop(0.8), FC(32, 6)]
    loss = CrossEntropy()
    for epoch in range(40):
        total = 0
        for s in range(0, 700, 35):
            total += loss(forward(net, x[s:s + 35], True), y[s:s + 35])
            g = loss.back()
            for layer in reversed(net):
                g = layer.back(g, 0.05)
        if epoch % 10 == 9:
            hit = forward(net, x[700:]).argmax(1) == label[700:]
            print("epoch", epoch + 1, "loss", total / 20, "held-out accuracy", hit.mean())
