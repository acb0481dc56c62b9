"""
Two heads on one trunk. Phase A: the trunk is fixed (random features), only the heads
learn. Phase B: everything learns, the trunk with a tenth of the rate.
Many targets are missing (NaN / -1) and must not pull on anything.
"""
import numpy as np

rng = np.random.default_rng(2718)
WEIGHT_REG, WEIGHT_CLS = 1.0, 0.5


def simulate(n, missing):
    x = rng.normal(size=(n, 5))
    y = np.stack([np.sin(x[:, 0]) + 0.5 * x[:, 1], x[:, 2] * x[:, 3]], axis=1)
    c = np.digitize(x[:, 0] + x[:, 4], [-0.8, 0.8])
    y = np.where(rng.random(y.shape) < missing, np.nan, y)
    c = np.where(rng.random(n) < missing, -1, c)
    return x, y, c


def build(width):
    return {'trunk': {'W': rng.normal(size=(5, width)) / np.sqrt(5), 'b': rng.normal(size=width) * 0.3},
            'mid':   {'W': rng.normal(size=(width, 24)) / np.sqrt(width), 'b': np.zeros(24)},
            'reg':   {'W': rng.normal(size=(24, 2)) * 0.1, 'b': np.zeros(2)},
            'cls':   {'W': rng.normal(size=(24, 3)) * 0.1, 'b': np.zeros(3)}}


def lin(layer, x):
    return x @ layer['W'] + layer['b']


def forward(net, x):
    h = np.tanh(lin(net['trunk'], x))
    m = np.tanh(lin(net['mid'], h))
    return h, m, lin(net['reg'], m), lin(net['cls'], m)


def losses(net, x, y, c, want_grad=False):
    h, m, r, z = forward(net, x)
    known = ~np.isnan(y)
    diff = np.where(known, r - np.nan_to_num(y), 0.0)
    n_reg = max(known.sum(), 1)
    loss_reg = np.sum(diff ** 2) / n_reg

    have = np.flatnonzero(c >= 0)
    n_cls = max(len(have), 1)
    logp = z - np.logaddexp.reduce(z, axis=1, keepdims=True)
    loss_cls = -logp[have, c[have]].sum() / n_cls
    total = WEIGHT_REG * loss_reg + WEIGHT_CLS * loss_cls
    if not want_grad:
        return total

    dr = WEIGHT_REG * 2 * diff / n_reg
    dz = np.zeros_like(z)
    dz[have] = np.exp(logp[have])
    dz[have, c[have]] -= 1
    dz *= WEIGHT_CLS / n_cls
    g = {'reg': {'W': m.T @ dr, 'b': dr.sum(0)}, 'cls': {'W': m.T @ dz, 'b': dz.sum(0)}}
    dm = (dr @ net['reg']['W'].T + dz @ net['cls']['W'].T) * (1 - m ** 2)
    g['mid'] = {'W': h.T @ dm, 'b': dm.sum(0)}
    dh = dm @ net['mid']['W'].T * (1 - h ** 2)
    g['trunk'] = {'W': x.T @ dh, 'b': dh.sum(0)}
    return total, g


def train(net, data, epochs, rates):
    x, y, c = data
    v = {l: {k: np.zeros_like(a) for k, a in net[l].items()} for l in rates}
    for epoch in range(epochs):
        order = rng.permutation(len(x))
        for s in range(0, len(x), 32):
            i = order[s:s + 32]
            _, g = losses(net, x[i], y[i], c[i], want_grad=True)
            for l, rate in rates.items():           # layers not named here stay frozen
                for k in net[l]:
                    v[l][k] = 0.9 * v[l][k] + g[l][k]
                    net[l][k] -= rate * v[l][k]
        if epoch % 20 == 0:
            print('  epoch', epoch, 'loss', round(losses(net, x, y, c), 4))


if __name__ == '__main__':
    data = simulate(1500, missing=0.4)
    xt, yt, ct = simulate(600, missing=0.0)
    net = build(64)
    print('phase A: heads only')
    train(net, data, 40, {'mid': 0.02, 'reg': 0.02, 'cls': 0.02})
    print('phase B: everything')
    train(net, data, 100, {'trunk': 0.005, 'mid': 0.03, 'reg': 0.03, 'cls': 0.03})
    r, z = forward(net, xt)[2:]
    print('regression rmse', np.sqrt(np.mean((r - yt) ** 2)), 'target std', yt.std())
    print('class accuracy', np.mean(z.argmax(1) == ct))
