import numpy as np

rng = np.random.default_rng(5)
MARGIN = 1.0


class Tower:
    def __init__(self, n_in, n_hid, n_out):
        self.p = {'W1': rng.normal(0, np.sqrt(2 / n_in), (n_in, n_hid)), 'b1': np.zeros(n_hid),
                  'W2': rng.normal(0, np.sqrt(1 / n_hid), (n_hid, n_out)), 'b2': np.zeros(n_out)}
        self.g = {k: np.zeros_like(a) for k, a in self.p.items()}

    def forward(self, x):
        pre = x @ self.p['W1'] + self.p['b1']
        hid = np.maximum(pre, 0)
        return hid @ self.p['W2'] + self.p['b2'], (x, pre, hid)

    def backward(self, cache, d):
        x, pre, hid = cache
        self.g['W2'] += hid.T @ d
        self.g['b2'] += d.sum(axis=0)
        d = d @ self.p['W2'].T * (pre > 0)
        self.g['W1'] += x.T @ d
        self.g['b1'] += d.sum(axis=0)

    def zero_grad(self):
        for a in self.g.values():
            a.fill(0)


def contrastive(e1, e2, same):
    diff = e1 - e2
    dist = np.sqrt((diff ** 2).sum(1) + 1e-9)
    hinge = np.maximum(MARGIN - dist, 0)
    loss = 0.5 * np.mean(same * dist ** 2 + (1 - same) * hinge ** 2)
    d_dist = (same * dist - (1 - same) * hinge) / len(same)
    d1 = (d_dist / dist)[:, None] * diff
    return loss, d1, -d1


def step_grads(net, a, b, same):
    net.zero_grad()
    e1, c1 = net.forward(a)
    e2, c2 = net.forward(b)
    loss, d1, d2 = contrastive(e1, e2, same)
    net.backward(c1, d1)
    net.backward(c2, d2)
    return loss


def sample_pairs(x, y, n):
    i = rng.integers(0, len(x), n)
    j = rng.integers(0, len(x), n)
    half = n // 2                       # first half: force same class
    for k in range(half):
        j[k] = rng.choice(np.flatnonzero(y == y[i[k]]))
    return x[i], x[j], (y[i] == y[j]).astype(float)


if __name__ == '__main__':
    protos = rng.normal(size=(6, 12))
    y = rng.integers(0, 6, 600)
    x = protos[y] + 0.5 * rng.normal(size=(600, 12))
    xtr, ytr, xte, yte = x[:400], y[:400], x[400:], y[400:]
    net = Tower(12, 32, 3)
    hist = {k: np.full_like(a, 1e-8) for k, a in net.p.items()}
    for it in range(1500):
        loss = step_grads(net, *sample_pairs(xtr, ytr, 40))
        for k in net.p:
            hist[k] += net.g[k] ** 2
            net.p[k] -= 0.05 * net.g[k] / np.sqrt(hist[k])
        if it % 300 == 0:
            print(it, 'contrastive loss', loss)
    etr, ete = net.forward(xtr)[0], net.forward(xte)[0]
    near = ((ete[:, None] - etr[None]) ** 2).sum(-1).argmin(1)
    print('1-nn accuracy in the embedding', np.mean(ytr[near] == yte))
