import numpy as np

rng = np.random.RandomState(0)


class Conv:
    def __init__(self, c_in, c_out, k, stride, pad):
        self.w = rng.randn(c_out, c_in, k, k) * np.sqrt(2.0 / (c_in * k * k))
        self.b = np.zeros(c_out)
        self.k, self.s, self.p = k, stride, pad

    def indices(self, C, Hh, Ww):
        k, s = self.k, self.s
        ho, wo = (Hh - k) // s + 1, (Ww - k) // s + 1
        c, u, v = np.unravel_index(np.arange(C * k * k), (C, k, k))
        y, x = np.unravel_index(np.arange(ho * wo), (ho, wo))
        return (c[:, None], u[:, None] + s * y[None], v[:, None] + s * x[None]), ho, wo

    def forward(self, x):
        xp = np.pad(x, ((0, 0), (0, 0), (self.p, self.p), (self.p, self.p)))
        self.shape = xp.shape
        self.ix, ho, wo = self.indices(*xp.shape[1:])
        self.cols = xp[(slice(None),) + self.ix]                       # N, C*k*k, L
        out = self.w.reshape(len(self.w), -1) @ self.cols + self.b[:, None]
        return out.reshape(len(x), -1, ho, wo)

    def backward(self, d):
        d = d.reshape(d.shape[0], d.shape[1], -1)                      # N, F, L
        self.gb = d.sum((0, 2))
        self.gw = np.tensordot(d, self.cols, ((0, 2), (0, 2))).reshape(self.w.shape)
        dcols = self.w.reshape(len(self.w), -1).T @ d
        dx = np.zeros(self.shape)
        np.add.at(dx, (slice(None),) + self.ix, dcols)
        return dx[:, :, self.p:-self.p, self.p:-self.p] if self.p else dx

    def params(self): return {'w': self.w, 'b': self.b}
    def grads(self): return {'w': self.gw, 'b': self.gb}


class Pool2:
    def forward(self, x):
        n, c, h, w = x.shape
        t = x.reshape(n, c, h // 2, 2, w // 2, 2).transpose(0, 1, 2, 4, 3, 5).reshape(n, c, h // 2, w // 2, 4)
        self.arg = t.argmax(-1)
        return t.max(-1)

    def backward(self, d):
        n, c, h, w = d.shape
        t = np.zeros((n, c, h, w, 4))
        np.put_along_axis(t, self.arg[..., None], d[..., None], -1)
        return t.reshape(n, c, h, w, 2, 2).transpose(0, 1, 2, 4, 3, 5).reshape(n, c, 2 * h, 2 * w)

    def params(self): return {}
    def grads(self): return {}


class ReLU(Pool2):
    def forward(self, x):
        self.on = x > 0
        return x * self.on

    def backward(self, d):
        return d * self.on


class Dense:
    def __init__(self, i, o):
        self.w, self.b = rng.randn(i, o) * np.sqrt(1 / i), np.zeros(o)

    def forward(self, x):
        self.shape, self.x = x.shape, x.reshape(len(x), -1)
        return self.x @ self.w + self.b

    def backward(self, d):
        self.gw, self.gb = self.x.T @ d, d.sum(0)
        return (d @ self.w.T).reshape(self.shape)

    params, grads = Conv.params, Conv.grads


def xent(z, y):
    p = np.exp(z - z.max(1, keepdims=True))
    p /= p.sum(1, keepdims=True)
    n = np.arange(len(y))
    loss = -np.log(p[n, y]).mean()
    p[n, y] -= 1
    return loss, p / len(y)


def shapes(n):
    """0 horizontal bar, 1 vertical bar, 2 cross, at a random place"""
    img, lab = 0.3 * rng.randn(n, 1, 12, 12), rng.randint(0, 3, n)
    for im, l in zip(img[:, 0], lab):
        r, c = rng.randint(2, 10, 2)
        if l != 1: im[r, c - 2:c + 3] += 1
        if l != 0: im[r - 2:r + 3, c] += 1
    return img, lab


if __name__ == '__main__':
    X, y = shapes(600)
    Xt, yt = shapes(200)
    net = [Conv(1, 8, 3, 1, 1), ReLU(), Pool2(), Conv(8, 12, 3, 2, 1), ReLU(), Dense(12 * 9, 3)]
    buf = {}
    for ep in range(8):
        for s in range(0, 600, 20):
            a = X[s:s + 20]
            for l in net: a = l.forward(a)
            loss, d = xent(a, y[s:s + 20])
            for l in net[::-1]: d = l.backward(d)
            for i, l in enumerate(net):
                for k, g in l.grads().items():
                    buf[i, k] = 0.9 * buf.get((i, k), 0) + g
                    l.params()[k][...] -= 0.03 * buf[i, k]
        print('epoch', ep, 'last batch loss', loss)
    for l in net: Xt = l.forward(Xt)
    print('test accuracy', np.mean(Xt.argmax(1) == yt))
