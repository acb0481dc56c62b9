import numpy as np


class Linear:
    def __init__(self, n_in, n_out, rng):
        self.W = rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))
        self.b = np.zeros(n_out)

    def forward(self, x, training):
        self.x = x
        return x @ self.W + self.b

    def backward(self, d, lr):
        dx = d @ self.W.T
        self.W -= lr * self.x.T @ d
        self.b -= lr * d.sum(axis=0)
        return dx


class BatchNorm1d:
    def __init__(self, n, momentum=0.9, eps=1e-5):
        self.gamma, self.beta = np.ones(n), np.zeros(n)
        self.running_mean, self.running_var = np.zeros(n), np.ones(n)
        self.momentum, self.eps = momentum, eps

    def forward(self, x, training):
        mean, var = x.mean(axis=0), x.var(axis=0)
        if training:
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.sd = np.sqrt(var + self.eps)
        self.xn = (x - mean) / self.sd
        return self.gamma * self.xn + self.beta

    def backward(self, d, lr):
        dxn = d * self.gamma
        dx = (dxn - dxn.mean(axis=0) - self.xn * (dxn * self.xn).mean(axis=0)) / self.sd
        self.gamma -= lr * (d * self.xn).sum(axis=0)
        self.beta -= lr * d.sum(axis=0)
        return dx


class ReLU:
    def forward(self, x, training):
        self.pos = x > 0
        return np.where(self.pos, x, 0)

    def backward(self, d, lr):
        return np.where(self.pos, d, 0)


def scores(layers, x, training=False):
    for layer in layers:
        x = layer.forward(x, training)
    return x


if __name__ == "__main__":
    rng = np.random.RandomState(6)
    x = rng.normal(0, 1, (500, 6)) * [1, 20, 5, 0.1, 3, 1] + [0, 100, -5, 0, 2, 0]
    y = ((x[:, 1] - 100) / 20 * x[:, 0] > 0).astype(int)
    net = [BatchNorm1d(6), Linear(6, 24, rng), BatchNorm1d(24), ReLU(), Linear(24, 2, rng)]
    for epoch in range(40):
        order = rng.permutation(400)
        for k in range(0, 400, 25):
            rows = order[k:k + 25]
            s = scores(net, x[rows], training=True)
            p = np.exp(s - s.max(axis=1, keepdims=True))
            p /= p.sum(axis=1, keepdims=True)
            d = p.copy()
            d[np.arange(25), y[rows]] -= 1
            d /= 25
            for layer in reversed(net):
                d = layer.backward(d, 0.2)
        if epoch % 10 == 9:
            print("epoch", epoch + 1, "loss", -np.mean(np.log(p[np.arange(25), y[rows]])))
    # new customers come one at a time
    hits = [int(scores(net, x[i:i + 1]).argmax() == y[i]) for i in range(400, 500)]
    print("new rows right:", np.mean(hits))
