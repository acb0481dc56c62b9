import numpy as np
rng = np.random.default_rng(14)
def sig(z): return 1. / (1. + np.exp(-z))
class GRU:
    def __init__(s, D, H):
        s.H = H
        s.Wz, s.Wr, s.Wh = (rng.normal(0, .4, (D, H)) for _ in range(3))
        s.Uz, s.Ur, s.Uh = (rng.normal(0, .4, (H, H)) for _ in range(3))
        s.bz, s.br, s.bh = np.zeros(H), np.zeros(H), np.zeros(H)
        s.V, s.c = rng.normal(0, .4, (H, 1)), np.zeros(1)
    def forward(s, X):
        h = np.zeros((X.shape[0], s.H)); s.tape = []
        for t in range(X.shape[1]):
            x = X[:, t]
            z = sig(x @ s.Wz + h @ s.Uz + s.bz); r = sig(x @ s.Wr + h @ s.Ur + s.br)
            g = np.tanh(x @ s.Wh + (r * h) @ s.Uh + s.bh)
            s.tape.append((x, h, z, r, g))
            h = (1 - z) * h + z * g
        s.h = h
        return h @ s.V + s.c
    def backward(s, d):
        G = {k: np.zeros_like(getattr(s, k)) for k in 'Wz Wr Wh Uz Ur Uh bz br bh V c'.split()}
        G['V'] = s.h.T @ d; G['c'] = d.sum(0)
        dh = d @ s.V.T
        for x, h, z, r, g in reversed(s.tape):
            dg = dh * z * (1 - g * g); dz = dh * (g - h) * z * (1 - z)
            drh = dg @ s.Uh.T; dr = drh * h * r * (1 - r)
            G['Wh'] += x.T @ dg; G['Uh'] += (r * h).T @ dg; G['bh'] += dg.sum(0)
            G['Wz'] += x.T @ dz; G['Uz'] += h.T @ dz; G['bz'] += dz.sum(0)
            G['Wr'] += x.T @ dr; G['Ur'] += h.T @ dr; G['br'] += dr.sum(0)
            dh = dh * (1 - z) + drh * r + dz @ s.Uz.T + dr @ s.Ur.T
        return G
net = GRU(2, 6)
for it in range(80):
    X = rng.normal(size=(16, 5, 2)); Y = X[:, :, 0].sum(1, keepdims=True)
    out = net.forward(X)
    loss = ((out - Y) ** 2).mean()
    G = net.backward(2 * (out - Y) / len(X))
    norm = np.sqrt(sum((g ** 2).sum() for g in G.values()))
    for k, g in G.items():
        setattr(net, k, getattr(net, k) - 0.05 * g * min(1, 1.0 / norm))
    if it % 20 == 0: print(it, loss)
