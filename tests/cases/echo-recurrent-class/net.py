import numpy as np


class Recurrent:
    def __init__(self, n_x, n_h, n_y):
        self.n_h = n_h
        self.Wxh = np.random.randn(n_h, n_x) * 0.4
        self.Whh = np.random.randn(n_h, n_h) * 0.3
        self.Why = np.random.randn(n_y, n_h) * 0.4
        self.bh = np.zeros(n_h)
        self.by = np.zeros(n_y)

    def forward(self, x):
        h = {-1: np.zeros(self.n_h)}
        out = {}
        for t in range(len(x)):
            h[t] = np.tanh(self.Wxh @ x[t] + self.Whh @ h[t - 1] + self.bh)
            s = self.Why @ h[t] + self.by
            e = np.exp(s - s.max())
            out[t] = e / e.sum()
        return h, out

    def loss(self, x, y):
        _, out = self.forward(x)
        return -sum(np.log(out[t] @ y[t] + 1e-12) for t in range(len(x)))

    def backward(self, x, y, h, out):
        dWxh, dWhh, dWhy = (np.zeros_like(w) for w in (self.Wxh, self.Whh, self.Why))
        dbh, dby = np.zeros_like(self.bh), np.zeros_like(self.by)
        for t in range(len(x) - 1, -1, -1):
            dq = out[t] - y[t]
            dWhy += np.outer(dq, h[t])
            dby += dq
            dh = self.Why.T @ dq
            draw = (1 - h[t] * h[t]) * dh
            dWxh += np.outer(draw, x[t])
            dWhh += np.outer(draw, h[t - 1])
            dbh += draw
        return dWxh, dWhh, dWhy, dbh, dby

    def learn(self, x, y, lr):
        h, out = self.forward(x)
        grads = self.backward(x, y, h, out)
        for p, g in zip((self.Wxh, self.Whh, self.Why, self.bh, self.by), grads):
            np.clip(g, -5, 5, out=g)
            p -= lr * g

    def share_right(self, data):
        hits = [[out[t].argmax() == y[t].argmax() for t in range(2, len(x))]
                for x, y, out in ((x, y, self.forward(x)[1]) for x, y in data)]
        return np.mean(hits)


def echo_task(n, length):
    """the wanted symbol is the one from two steps ago, symbol 0 at first"""
    data = []
    for _ in range(n):
        symbols = np.random.randint(0, 3, length)
        x = np.eye(3)[symbols]
        y = np.vstack([np.eye(3)[[0, 0]], x[:-2]])
        data.append((x, y))
    return data


if __name__ == "__main__":
    np.random.seed(9)
    train, test = echo_task(80, 12), echo_task(40, 12)
    net = Recurrent(3, 20, 3)
    for epoch in range(1, 41):
        for k in np.random.permutation(len(train)):
            net.learn(*train[k], lr=0.05)
        if epoch % 8 == 0:
            value = np.mean([net.loss(x, y) for x, y in test]) / 12
            print("epoch", epoch, "loss %.4f" % value, "echo accuracy %.3f" % net.share_right(test))
