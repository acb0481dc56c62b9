import numpy as np

rng = np.random.RandomState(2)


def make_bars(n):
    """8x8 rgb pictures with a horizontal, a vertical or a slanted stroke"""
    pics = rng.normal(0, 0.3, (n, 3, 8, 8))
    lab = rng.randint(0, 3, n)
    for i in range(n):
        r, c = rng.randint(0, 4, 2)
        ink = rng.uniform(0.5, 2, 3)
        for s in range(5):
            if lab[i] == 0:
                pics[i, :, r, min(c + s, 7)] += ink
            elif lab[i] == 1:
                pics[i, :, min(r + s, 7), c] += ink
            else:
                pics[i, :, min(r + s, 7), min(c + s, 7)] += ink
    return pics, lab


class Conv:
    def __init__(self, depth_in, maps, k):
        self.k = k
        self.F = rng.normal(0, np.sqrt(2.0 / (depth_in * k * k)), (maps, depth_in, k, k))
        self.bias = np.zeros(maps)

    def fprop(self, I):
        self.I = I
        n, d, H, W = I.shape
        k = self.k
        out = np.zeros((n, len(self.F), H - k + 1, W - k + 1))
        for h in range(H - k + 1):
            for w in range(W - k + 1):
                out[:, :, h, w] = np.tensordot(I[:, :, h:h + k, w:w + k], self.F, ((1, 2, 3), (1, 2, 3)))
        return out + self.bias[None, :, None, None]

    def bprop(self, E):
        k = self.k
        self.gF = np.zeros_like(self.F)
        self.gbias = E.sum(axis=(0, 2, 3))
        grad_I = np.zeros_like(self.I)
        maps, depth = self.F.shape[:2]
        for h in range(E.shape[2]):
            for w in range(E.shape[3]):
                err = E[:, :, h, w]
                self.gF += np.tensordot(err, self.I[:, :, h:h + k, w:w + k], (0, 0))
                for m in range(maps):
                    for d in range(depth):
                        grad_I[:, d, h:h + k, w:w + k] += err[:, m, None, None] * self.F[m, d]
        return grad_I


c1, c2 = Conv(3, 3, 3), Conv(3, 3, 3)
V = rng.normal(0, 0.1, (3 * 4 * 4, 3))
v = np.zeros(3)


def forward(x):
    z1 = c1.fprop(x)
    z2 = c2.fprop(np.maximum(z1, 0))
    flat = np.maximum(z2, 0).reshape(len(x), -1)
    s = flat @ V + v
    e = np.exp(s - s.max(1, keepdims=True))
    return z1, z2, flat, e / e.sum(1, keepdims=True)


def step(x, y, lr):
    global V, v
    z1, z2, flat, p = forward(x)
    g = p.copy()
    g[range(len(y)), y] -= 1
    g /= len(y)
    back = (g @ V.T).reshape(z2.shape) * (z2 > 0)
    back = c2.bprop(back) * (z1 > 0)
    c1.bprop(back)
    V -= lr * flat.T @ g
    v -= lr * g.sum(0)
    for c in (c1, c2):
        c.F -= lr * c.gF
        c.bias -= lr * c.gbias
    return -np.log(p[range(len(y)), y]).mean()


x, y = make_bars(200)
for epoch in range(12):
    total = 0
    for s in range(0, 200, 20):
        total += step(x[s:s + 20], y[s:s + 20], 0.2)
    print('epoch', epoch + 1, 'loss', total / 10)
print('accuracy', (forward(x)[3].argmax(1) == y).mean())
