"""Imbalanced detection with the focal loss. Large batches are built from micro batches."""
import numpy as np

rng = np.random.default_rng(1234)
ALPHA, GAMMA = 0.75, 2.0
MICRO, ACCUM = 64, 4


def make(n):
    X = rng.normal(size=(n, 6))
    rare = rng.random(n) < 0.06
    X[rare, 0] += 2.2
    X[rare, 1] = X[rare, 2] ** 2 * 0.5 + 1.5 + 0.3 * rng.normal(size=rare.sum())
    return X, rare.astype(int)


def focal(z, y):
    """sum over the samples, and derivative with respect to the logits"""
    s = np.where(y == 1, 1.0, -1.0)
    a = np.where(y == 1, ALPHA, 1 - ALPHA)
    pt = 1 / (1 + np.exp(-s * z))
    logpt = -np.logaddexp(0, -s * z)
    loss = -a * (1 - pt) ** GAMMA * logpt
    # dL/dpt * dpt/dz  with dpt/dz = s pt (1-pt)
    dz = a * s * (1 - pt) ** GAMMA * (GAMMA * pt * logpt + pt - 1)
    return loss.sum(), dz


class Net:
    def __init__(self, sizes):
        self.W = [rng.normal(0, np.sqrt(2 / a), (a, b)) for a, b in zip(sizes, sizes[1:])]
        self.b = [np.zeros(b) for b in sizes[1:]]
        self.b[-1][:] = -np.log((1 - 0.06) / 0.06)     # prior of the rare class
        self.clear()

    def clear(self):
        self.gW = [np.zeros_like(w) for w in self.W]
        self.gb = [np.zeros_like(b) for b in self.b]
        self.seen = 0

    def forward(self, X):
        self.h = [X]
        for k in range(len(self.W) - 1):
            z = self.h[k] @ self.W[k] + self.b[k]
            self.h.append(np.where(z > 0, z, np.expm1(np.minimum(z, 0))))      # ELU
        return (self.h[-1] @ self.W[-1] + self.b[-1]).ravel()

    def accumulate(self, X, y):
        loss, dz = focal(self.forward(X), y)
        d = dz.reshape(-1, 1)
        for k in range(len(self.W) - 1, -1, -1):
            self.gW[k] += self.h[k].T @ d
            self.gb[k] += d.sum(0)
            if k:
                h = self.h[k]
                d = (d @ self.W[k].T) * np.where(h > 0, 1, h + 1)
        self.seen += len(X)
        return loss

    def apply(self, lr, vel, mu=0.9):
        for p, g, v in zip(self.W + self.b, self.gW + self.gb, vel):
            v *= mu
            v += g / self.seen
            p -= lr * v
        self.clear()


if __name__ == '__main__':
    X, y = make(4096)
    Xt, yt = make(3000)
    net = Net([6, 24, 12, 1])
    vel = [np.zeros_like(p) for p in net.W + net.b]
    for epoch in range(40):
        perm = rng.permutation(len(X))
        total = 0.0
        for i, start in enumerate(range(0, len(X), MICRO), 1):
            j = perm[start:start + MICRO]
            total += net.accumulate(X[j], y[j])
            if i % ACCUM == 0:
                net.apply(1.0 if epoch < 30 else 0.2, vel)
        if epoch % 8 == 0:
            print('epoch', epoch, 'focal loss', total / len(X))
    hit = net.forward(Xt) > 0
    tp, fp, fn = np.sum(hit & (yt == 1)), np.sum(hit & (yt == 0)), np.sum(~hit & (yt == 1))
    print('precision %.3f recall %.3f' % (tp / (tp + fp), tp / (tp + fn)))
    print('F1', 2 * tp / (2 * tp + fp + fn))
