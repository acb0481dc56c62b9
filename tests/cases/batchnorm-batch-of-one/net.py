import numpy as np


class BatchNorm:
    def __init__(self, dim, eps=1e-5):
        self.gamma, self.beta = np.ones(dim), np.zeros(dim)
        self.eps = eps

    def forward(self, x):
        mu, var = x.mean(axis=0), x.var(axis=0)
        self.std = np.sqrt(var + self.eps)
        self.xhat = (x - mu) / self.std
        return self.gamma * self.xhat + self.beta

    def backward(self, d):
        n = len(d)
        self.g_gamma, self.g_beta = np.sum(d * self.xhat, axis=0), d.sum(axis=0)
        dx = d * self.gamma
        return (dx - dx.mean(axis=0) - self.xhat * np.mean(dx * self.xhat, axis=0)) / self.std

    def update(self, lr):
        self.gamma -= lr * self.g_gamma
        self.beta -= lr * self.g_beta


class Dense:
    def __init__(self, n_in, n_out, rng):
        self.W = rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, d):
        self.gW, self.gb = self.x.T @ d, d.sum(axis=0)
        return d @ self.W.T

    def update(self, lr):
        self.W -= lr * self.gW
        self.b -= lr * self.gb


class Encoder:
    def __init__(self, n_in, n_hidden, n_out, rng):
        self.l1, self.bn, self.l2 = Dense(n_in, n_hidden, rng), BatchNorm(n_hidden), Dense(n_hidden, n_out, rng)

    def forward(self, x):
        self.a = np.maximum(0, self.bn.forward(self.l1.forward(x)))
        z = self.l2.forward(self.a)
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def backward(self, d):
        d = self.l2.backward(d) * (self.a > 0)
        return self.l1.backward(self.bn.backward(d))

    def update(self, lr):
        for part in (self.l1, self.bn, self.l2):
            part.update(lr)


def train(net, x, y, epochs, batch, lr, rng):
    for epoch in range(epochs):
        order = rng.permutation(len(x))
        loss = 0
        for s in range(0, len(x), batch):
            part = order[s:s + batch]
            p = net.forward(x[part])
            loss -= np.sum(np.log(p[np.arange(len(part)), y[part]]))
            d = p.copy()
            d[np.arange(len(part)), y[part]] -= 1
            net.backward(d / len(part))
            net.update(lr)
        if epoch % 10 == 9:
            print("epoch", epoch + 1, "loss", loss / len(x))


def test(net, x, y):
    # the pictures come in one by one, as in the application
    return np.mean([net.forward(x[k:k + 1]).argmax() == y[k] for k in range(len(x))])


if __name__ == "__main__":
    rng = np.random.default_rng(2)
    y = rng.integers(0, 4, 900)
    faces = rng.normal(0, 1, (4, 20))
    x = faces[y] + rng.normal(0, 1, (900, 20)) + 1.5
    net = Encoder(20, 32, 4, rng)
    train(net, x[:600], y[:600], 40, 50, 0.1, rng)
    print("test accuracy", test(net, x[600:], y[600:]))
