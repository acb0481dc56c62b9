import numpy as np


def windows(shape, k):
    """index arrays that take all k x k patches out of (channels, rows, columns)"""
    c, h, w = shape
    oh, ow = h - k + 1, w - k + 1
    ch = np.repeat(np.arange(c), k * k)[:, None]
    di, dj = np.meshgrid(np.arange(k), np.arange(k), indexing='ij')
    pi, pj = np.meshgrid(np.arange(oh), np.arange(ow), indexing='ij')
    rows = np.tile(di.ravel(), c)[:, None] + pi.ravel()[None]
    cols = np.tile(dj.ravel(), c)[:, None] + pj.ravel()[None]
    return ch, rows, cols


class Conv:
    def __init__(self, shape, n_filters, k, rng):
        self.where, self.out = windows(shape, k), (n_filters, shape[1] - k + 1, shape[2] - k + 1)
        self.w = rng.normal(0, np.sqrt(2 / (shape[0] * k * k)), (n_filters, shape[0] * k * k))
        self.b = np.zeros((n_filters, 1))

    def forward(self, x):
        self.x = x
        ch, r, c = self.where
        self.col = x[:, ch, r, c]                                  # (batch, patch, positions)
        return np.maximum(self.w @ self.col + self.b, 0).reshape(len(x), *self.out)

    def backward(self, g, y):
        g = (g * (y > 0)).reshape(len(g), self.out[0], -1)
        self.dw = np.einsum('bfp,bkp->fk', g, self.col)
        self.db = g.sum(axis=(0, 2))[:, None]
        back = np.zeros_like(self.x)
        ch, r, c = self.where
        np.add.at(back, (slice(None), ch, r, c), self.w.T @ g)
        return back


class Pool2:
    def forward(self, x):
        b, c, h, w = x.shape
        self.blocks = x.reshape(b, c, h // 2, 2, w // 2, 2)
        y = self.blocks.max(axis=(3, 5))
        hit = self.blocks == y[:, :, :, None, :, None]
        self.share = hit / hit.sum(axis=(3, 5), keepdims=True)
        return y

    def backward(self, g):
        b, c, h, w = g.shape
        return (self.share * g[:, :, :, None, :, None]).reshape(b, c, 2 * h, 2 * w)


class Cnn:
    def __init__(self, rng):
        self.c1, self.pool, self.c2 = Conv((1, 10, 10), 5, 3, rng), Pool2(), Conv((5, 4, 4), 6, 3, rng)
        self.w, self.b = rng.normal(0, 0.3, (24, 3)), np.zeros(3)

    def forward(self, x):
        self.y1 = self.c1.forward(x)
        self.y2 = self.c2.forward(self.pool.forward(self.y1))
        s = self.y2.reshape(len(x), -1) @ self.w + self.b
        e = np.exp(s - s.max(1, keepdims=True))
        self.p = e / e.sum(1, keepdims=True)
        return self.p

    def backward(self, label):
        d = (self.p - np.eye(3)[label]) / len(label)
        dw, db = self.y2.reshape(len(d), -1).T @ d, d.sum(0)
        g = self.c2.backward((d @ self.w.T).reshape(self.y2.shape), self.y2)
        self.c1.backward(self.pool.backward(g), self.y1)
        return [(self.w, dw), (self.b, db), (self.c1.w, self.c1.dw), (self.c1.b, self.c1.db), (self.c2.w, self.c2.dw), (self.c2.b, self.c2.db)]


def bars(n, rng):
    label = rng.integers(0, 3, n)
    x = rng.normal(0, 0.3, (n, 1, 10, 10))
    for k in range(n):
        i, j = rng.integers(0, 6, 2)
        if label[k] == 0:
            x[k, 0, i, j:j + 5] += 1
        elif label[k] == 1:
            x[k, 0, i:i + 5, j] += 1
        else:
            x[k, 0, range(i, i + 5), range(j, j + 5)] += 1
    return x, label


if __name__ == '__main__':
    rng = np.random.default_rng(0)
    x, label = bars(600, rng)
    net = Cnn(rng)
    for epoch in range(12):
        for part in np.array_split(rng.permutation(500), 25):
            net.forward(x[part])
            for p, g in net.backward(label[part]):
                p -= 0.3 * g
        test = net.forward(x[500:])
        print('epoch', epoch, 'test accuracy', np.mean(test.argmax(1) == label[500:]))
