import numpy as np

# Task: 7 numbers come one after the other, say at the end if the FIRST was positive

rs = np.random.RandomState(1)


class TinyRNN:
    def __init__(self, hidden):
        self.Wx = rs.randn(hidden, 1) * 0.3
        self.Wh = rs.randn(hidden, hidden) * (1.0 / np.sqrt(hidden))
        self.bh = np.zeros((hidden, 1))
        self.Wy = rs.randn(1, hidden) * 0.3
        self.by = np.zeros((1, 1))

    def forward(self, xs):
        """ xs: (T, 1, batch) """
        self.xs = xs
        self.hs = {-1: np.zeros((self.Wh.shape[0], xs.shape[2]))}
        for t in range(len(xs)):
            self.hs[t] = np.tanh(self.Wx @ xs[t] + self.Wh @ self.hs[t - 1] + self.bh)
        self.p = 1 / (1 + np.exp(-(self.Wy @ self.hs[len(xs) - 1] + self.by)))
        return self.p

    def backward(self, y):
        T, n = len(self.xs), self.xs.shape[2]
        dy = (self.p - y) / n
        g = {"Wy": dy @ self.hs[T - 1].T, "by": dy.sum(axis=1, keepdims=True),
             "Wx": np.zeros_like(self.Wx), "Wh": np.zeros_like(self.Wh), "bh": np.zeros_like(self.bh)}
        dh = self.Wy.T @ dy
        for t in range(T - 1, -1, -1):
            dz = dh * (1 - self.hs[t] ** 2)
            g["Wx"] += dz @ self.xs[t].T
            g["Wh"] += dz @ self.hs[t - 1].T
            g["bh"] += dz.sum(axis=1, keepdims=True)
            dh = self.Wh.T @ dz
        return g

    def step(self, g, lr):
        for name in g:
            setattr(self, name, getattr(self, name) - lr * np.clip(g[name], -1, 1))


def sequences(n, T=7):
    xs = rs.uniform(-1, 1, (T, 1, n))
    return xs, (xs[0] > 0).astype(float)


net = TinyRNN(12)
test_x, test_y = sequences(500)
for i in range(1, 1501):
    xs, y = sequences(40)
    p = net.forward(xs)
    net.step(net.backward(y), 0.5)
    if i % 250 == 0:
        loss = -np.mean(y * np.log(p + 1e-9) + (1 - y) * np.log(1 - p + 1e-9))
        good = np.mean((net.forward(test_x) > 0.5) == (test_y > 0.5))
        print("batch %d loss %.4f test accuracy: %.3f" % (i, loss, good))
