import numpy as np


def tick(x, h_old, Wx, Wh, b):
    h_new = np.tanh(x.dot(Wx) + h_old.dot(Wh) + b)
    return h_new, (x, h_old, Wx, Wh, h_new)


def untick(up, trail):
    x, h_old, Wx, Wh, h_new = trail
    da = up * (1 - h_new ** 2)
    return da.dot(Wx.T), da.dot(Wh.T), x.T.dot(da), h_old.T.dot(da), np.sum(da, axis=0)


def roll(x, h0, Wx, Wh, b):
    N, T, D = x.shape
    h = np.zeros((N, T, h0.shape[1]))
    trail = []
    now = h0
    for t in range(T):
        now, c = tick(x[:, t, :], now, Wx, Wh, b)
        h[:, t, :] = now
        trail.append(c)
    return h, trail


def unroll(dh, trail):
    N, T, H = dh.shape
    D = trail[0][0].shape[1]
    dx = np.zeros((N, T, D))
    dWx, dWh, db = np.zeros((D, H)), np.zeros((H, H)), np.zeros(H)
    carry = np.zeros((N, H))
    for t in reversed(range(T)):
        dh[:, t, :] = carry + dh[:, t, :]
        dx[:, t, :], carry, dWx_t, dWh_t, db_t = untick(dh[:, t, :], trail[t])
        dWx += dWx_t
        dWh += dWh_t
        db += db_t
    return dx, carry, dWx, dWh, db


def loss_and_grads(x, y, p):
    """running parity: at every step, say whether an odd number of ones was seen"""
    h, trail = roll(x, np.zeros((len(x), p['Wh'].shape[0])), p['Wx'], p['Wh'], p['b'])
    s = h.dot(p['V']) + p['c']
    q = 1 / (1 + np.exp(-s))
    loss = -np.mean(y * np.log(q + 1e-12) + (1 - y) * np.log(1 - q + 1e-12))
    ds = (q - y) / y.size
    g = {'V': np.tensordot(h, ds, ([0, 1], [0, 1])), 'c': ds.sum(axis=(0, 1))}
    _, _, g['Wx'], g['Wh'], g['b'] = unroll(ds.dot(p['V'].T), trail)
    return loss, g, np.mean((q > 0.5) == (y > 0.5))


if __name__ == '__main__':
    rng = np.random.RandomState(3)
    H = 16
    p = {'Wx': rng.randn(1, H), 'Wh': rng.randn(H, H) / np.sqrt(H), 'b': np.zeros(H),
         'V': rng.randn(H, 1) * 0.1, 'c': np.zeros(1)}
    bits = rng.randint(0, 2, (128, 6, 1))
    x = bits.astype(float)
    y = (np.cumsum(bits, axis=1) % 2).astype(float)
    for it in range(2001):
        loss, g, right = loss_and_grads(x, y, p)
        for k in p:
            p[k] -= 1.0 * g[k]
        if it % 250 == 0:
            print('step', it, 'loss', loss, 'right', right)
