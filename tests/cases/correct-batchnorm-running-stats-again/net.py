import numpy as np


class BatchNorm:
    def __init__(self, n, momentum=0.9, eps=1e-5):
        self.gamma, self.beta = np.ones(n), np.zeros(n)
        self.mean, self.var = np.zeros(n), np.ones(n)
        self.momentum, self.eps = momentum, eps

    def forward(self, x, training):
        if training:
            mu, var = x.mean(axis=0), x.var(axis=0)
            self.mean = self.momentum * self.mean + (1 - self.momentum) * mu
            self.var = self.momentum * self.var + (1 - self.momentum) * var
        else:
            mu, var = self.mean, self.var
        self.std = np.sqrt(var + self.eps)
        self.xhat = (x - mu) / self.std
        return self.gamma * self.xhat + self.beta

    def backward(self, d):
        self.dgamma = (d * self.xhat).sum(axis=0)
        self.dbeta = d.sum(axis=0)
        dx = d * self.gamma
        return (dx - dx.mean(axis=0) - self.xhat * (dx * self.xhat).mean(axis=0)) / self.std


class Net:
    def __init__(self, n_in, n_hid, n_out, seed):
        rs = np.random.RandomState(seed)
        self.w1 = rs.randn(n_in, n_hid) * np.sqrt(2.0 / n_in)   # no bias here: beta does it
        self.bn = BatchNorm(n_hid)
        self.w2 = rs.randn(n_hid, n_out) * np.sqrt(1.0 / n_hid)
        self.b2 = np.zeros(n_out)

    def forward(self, x, training=False):
        self.x = x
        self.n = self.bn.forward(x @ self.w1, training)
        self.h = np.maximum(0, self.n)
        s = self.h @ self.w2 + self.b2
        e = np.exp(s - s.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def train_step(self, x, y, lr):
        p = self.forward(x, training=True)
        loss = -np.log(p[np.arange(len(y)), y]).mean()
        d = p.copy()
        d[np.arange(len(y)), y] -= 1
        d /= len(y)
        dw2, db2 = self.h.T @ d, d.sum(axis=0)
        dn = (d @ self.w2.T) * (self.n > 0)
        dw1 = x.T @ self.bn.backward(dn)
        for p_, g_ in ((self.w1, dw1), (self.bn.gamma, self.bn.dgamma), (self.bn.beta, self.bn.dbeta),
                       (self.w2, dw2), (self.b2, db2)):
            p_ -= lr * g_
        return loss


if __name__ == "__main__":
    rs = np.random.RandomState(3)
    glyphs = rs.rand(6, 25) > 0.5
    y = rs.randint(0, 6, 700)
    x = np.clip(glyphs[y] + rs.normal(0, 0.45, (700, 25)), 0, 1)
    net = Net(25, 32, 6, seed=1)
    for epoch in range(20):
        order = rs.permutation(500)
        losses = [net.train_step(x[b], y[b], 0.2) for b in np.split(order, 10)]
        if epoch % 4 == 3:
            hit = np.mean(net.forward(x[500:]).argmax(axis=1) == y[500:])
            print("epoch %d loss %.4f held-out hits %.3f" % (epoch + 1, np.mean(losses), hit))
