"""One transformer block by hand: reverse a sequence of digits."""
import numpy as np

rng = np.random.default_rng(3)
T, VOC, D, F = 6, 8, 24, 48


def init():
    r = lambda *s: rng.normal(0, s[0] ** -0.5, s)
    return dict(tok=0.5 * rng.normal(size=(VOC, D)), pos=0.5 * rng.normal(size=(T, D)),
                Wq=r(D, D), Wk=r(D, D), Wv=r(D, D), Wo=r(D, D), g1=np.ones(D), c1=np.zeros(D),
                U=r(D, F), bu=np.zeros(F), V=r(F, D), bv=np.zeros(D), g2=np.ones(D), c2=np.zeros(D),
                out=r(D, VOC), bo=np.zeros(VOC))


def ln(x, g, c):
    xc = x - x.mean(-1, keepdims=True)
    inv = 1 / np.sqrt((xc ** 2).mean(-1, keepdims=True) + 1e-5)
    xh = xc * inv
    return g * xh + c, (xh, inv, g)


def ln_back(dy, cache):
    xh, inv, g = cache
    dxh = dy * g
    dx = inv * (dxh - dxh.mean(-1, keepdims=True) - xh * (dxh * xh).mean(-1, keepdims=True))
    return dx, (dy * xh).sum((0, 1)), dy.sum((0, 1))


def softmax(z):
    e = np.exp(z - z.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def forward(p, s):
    x = p['tok'][s] + p['pos']
    q, k, v = x @ p['Wq'], x @ p['Wk'], x @ p['Wv']
    A = softmax(np.einsum('btd,bsd->bts', q, k) / np.sqrt(D))
    ctx = np.einsum('bts,bsd->btd', A, v)
    y, n1 = ln(x + ctx @ p['Wo'], p['g1'], p['c1'])
    h = np.maximum(y @ p['U'] + p['bu'], 0)
    z, n2 = ln(y + h @ p['V'] + p['bv'], p['g2'], p['c2'])
    return z @ p['out'] + p['bo'], (s, x, q, k, v, A, ctx, y, n1, h, z, n2)


def loss_and_grads(p, s, target):
    logits, (s, x, q, k, v, A, ctx, y, n1, h, z, n2) = forward(p, s)
    P = softmax(logits)
    b, t = np.ogrid[:len(s), :T]
    loss = -np.mean(np.log(P[b, t, target]))
    d = P.copy()
    d[b, t, target] -= 1
    d /= target.size
    mm = lambda a, c: np.einsum('bti,btj->ij', a, c)
    G = {'out': mm(z, d), 'bo': d.sum((0, 1))}
    d, G['g2'], G['c2'] = ln_back(d @ p['out'].T, n2)
    G['V'], G['bv'] = mm(h, d), d.sum((0, 1))
    dh = d @ p['V'].T * (h > 0)
    G['U'], G['bu'] = mm(y, dh), dh.sum((0, 1))
    d, G['g1'], G['c1'] = ln_back(d + dh @ p['U'].T, n1)
    G['Wo'] = mm(ctx, d)
    dctx = d @ p['Wo'].T
    dA = np.einsum('btd,bsd->bts', dctx, v)
    dv = np.einsum('bts,btd->bsd', A, dctx)
    dS = A * (dA - (dA * A).sum(-1, keepdims=True)) / np.sqrt(D)
    dq, dk = dS @ k, dS.swapaxes(1, 2) @ q
    G['Wq'], G['Wk'], G['Wv'] = mm(x, dq), mm(x, dk), mm(x, dv)
    dx = d + dq @ p['Wq'].T + dk @ p['Wk'].T + dv @ p['Wv'].T
    G['pos'] = dx.sum(0)
    G['tok'] = np.zeros_like(p['tok'])
    np.add.at(G['tok'], s, dx)
    return loss, G


if __name__ == '__main__':
    p = init()
    m = {k: np.zeros_like(a) for k, a in p.items()}
    w = {k: np.zeros_like(a) for k, a in p.items()}
    for it in range(1, 801):
        s = rng.integers(0, VOC, (32, T))
        loss, G = loss_and_grads(p, s, s[:, ::-1])
        lr = 3e-3 * min(1, it / 50)
        for k in p:
            if p[k].ndim == 2 and k not in ('tok', 'pos'):
                p[k] *= 1 - lr * 0.01
            m[k] = 0.9 * m[k] + 0.1 * G[k]
            w[k] = 0.98 * w[k] + 0.02 * G[k] ** 2
            p[k] -= lr * (m[k] / (1 - 0.9 ** it)) / (np.sqrt(w[k] / (1 - 0.98 ** it)) + 1e-9)
        if it % 200 == 0:
            print('step', it, 'loss', loss)
    s = rng.integers(0, VOC, (200, T))
    print('token accuracy', np.mean(forward(p, s)[0].argmax(-1) == s[:, ::-1]))
