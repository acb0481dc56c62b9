# one transformer-ish block by hand (single head, residual, mean pool -> classifier)
# task: does the sequence contain the same token as the first one again?
import time
import numpy as np

rng = np.random.default_rng(11)
T, V, D, B = 6, 5, 10, 64


def get_batch(b):
    tok = rng.integers(0, V, size=(b, T))
    lab = (tok[:, 1:] == tok[:, :1]).any(1).astype(int)
    return tok, lab


P = dict(
    E=rng.normal(0, .5, (V, D)),
    pos=rng.normal(0, .5, (T, D)),
    Wq=rng.normal(0, D**-.5, (D, D)),
    Wk=rng.normal(0, D**-.5, (D, D)),
    Wv=rng.normal(0, D**-.5, (D, D)),
    W1=rng.normal(0, D**-.5, (D, 24)),
    b1=np.zeros(24),
    W2=rng.normal(0, 24**-.5, (24, 2)),
    b2=np.zeros(2),
)


def softmax(s):
    s = s - s.max(-1, keepdims=True)
    e = np.exp(s)
    return e / e.sum(-1, keepdims=True)


def forward(P, tok):
    x = P['E'][tok] + P['pos']                       # B T D
    q = np.einsum('btd,de->bte', x, P['Wq'])
    k = np.einsum('btd,de->bte', x, P['Wk'])
    v = np.einsum('btd,de->bte', x, P['Wv'])
    s = np.einsum('bie,bje->bij', q, k) / np.sqrt(D)
    a = softmax(s)
    o = np.einsum('bij,bje->bie', a, v)
    r = x + o                                        # residual
    z = np.einsum('btd,dh->bth', r, P['W1']) + P['b1']
    h = np.maximum(z, 0)
    m = h.mean(1)
    p = softmax(m @ P['W2'] + P['b2'])
    return p, (x, q, k, v, a, r, z, m)


def backward(P, tok, lab, p, cache):
    x, q, k, v, a, r, z, m = cache
    n = len(lab)
    G = {}
    dl = p.copy()
    dl[np.arange(n), lab] -= 1
    dl /= n
    G['W2'] = m.T @ dl
    G['b2'] = dl.sum(0)
    dm = dl @ P['W2'].T
    dz = (dm[:, None, :] / T) * (z > 0)
    G['W1'] = np.einsum('btd,bth->dh', r, dz)
    G['b1'] = dz.sum((0, 1))
    dr = np.einsum('bth,dh->btd', dz, P['W1'])
    # attention
    da = np.einsum('bie,bje->bij', dr, v)
    dv = np.einsum('bij,bie->bje', a, dr)
    ds = a * (da - (da * a).sum(axis=1, keepdims=True))
    ds = ds / np.sqrt(D)
    dq = np.einsum('bij,bje->bie', ds, k)
    dk = np.einsum('bij,bie->bje', ds, q)
    G['Wq'] = np.einsum('btd,bte->de', x, dq)
    G['Wk'] = np.einsum('btd,bte->de', x, dk)
    G['Wv'] = np.einsum('btd,bte->de', x, dv)
    dx = dr
    dx = dq @ P['Wq'].T + dk @ P['Wk'].T + dv @ P['Wv'].T
    G['pos'] = dx.sum(0)
    G['E'] = np.zeros_like(P['E'])
    np.add.at(G['E'], tok, dx)
    return G


M = {k: np.zeros_like(w) for k, w in P.items()}
S = {k: np.zeros_like(w) for k, w in P.items()}
t0 = time.time()
for it in range(1, 801):
    tok, lab = get_batch(B)
    p, cache = forward(P, tok)
    loss = -np.log(p[np.arange(B), lab] + 1e-12).mean()
    G = backward(P, tok, lab, p, cache)
    # adam
    for k in P:
        M[k] = .9 * M[k] + .1 * G[k]
        S[k] = .999 * S[k] + .001 * G[k] ** 2
        P[k] -= 5e-3 * (M[k] / (1 - .9**it)) / (np.sqrt(S[k] / (1 - .999**it)) + 1e-8)
    if it % 200 == 0:
        print('it', it, 'loss %.4f' % loss)
# print('took', time.time() - t0)
tok, lab = get_batch(1000)
print('test acc', (forward(P, tok)[0].argmax(1) == lab).mean())
