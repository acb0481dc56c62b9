import numpy as np

rng = np.random.RandomState(8)
sigmoid = lambda a: 1.0 / (1.0 + np.exp(-a))


def init_gru(d, h, k):
    def mat(r, c):
        return rng.randn(r, c) / np.sqrt(c)
    return dict(Wz=mat(h, d), Uz=mat(h, h), bz=np.zeros((h, 1)),
                Wr=mat(h, d), Ur=mat(h, h), br=np.zeros((h, 1)),
                Wn=mat(h, d), Un=mat(h, h), bn=np.zeros((h, 1)),
                V=mat(k, h), c=np.zeros((k, 1)))


def gru_forward(P, xs):
    """xs: list over time of (d, batch)"""
    h = np.zeros((P['Uz'].shape[0], xs[0].shape[1]))
    tape = []
    for x in xs:
        z = sigmoid(P['Wz'] @ x + P['Uz'] @ h + P['bz'])
        r = sigmoid(P['Wr'] @ x + P['Ur'] @ h + P['br'])
        n = np.tanh(P['Wn'] @ x + P['Un'] @ (r * h) + P['bn'])
        h_new = (1 - z) * n + z * h
        tape.append((x, h, z, r, n))
        h = h_new
    s = P['V'] @ h + P['c']
    s = s - s.max(axis=0, keepdims=True)
    q = np.exp(s)
    q /= q.sum(axis=0, keepdims=True)
    return q, h, tape


def gru_loss(q, labels):
    return -np.mean(np.log(q[labels, np.arange(len(labels))] + 1e-12))


def gru_backward(P, q, h_last, tape, labels):
    G = {k: np.zeros_like(v) for k, v in P.items()}
    B = len(labels)
    ds = q.copy()
    ds[labels, np.arange(B)] -= 1
    ds /= B
    G['V'] += ds @ h_last.T
    G['c'] += ds.sum(axis=1, keepdims=True)
    dh = P['V'].T @ ds
    for x, h, z, r, n in tape[::-1]:
        dn = dh * (1 - z) * (1 - n ** 2)
        dz = dh * (h - n) * z * (1 - z)
        drh = P['Un'].T @ dn
        dr = drh * h * r * (1 - r)
        G['Wn'] += dn @ x.T
        G['Un'] += dn @ (r * h).T
        G['bn'] += dn.sum(axis=1, keepdims=True)
        G['Wz'] += dz @ x.T
        G['Uz'] += dz @ h.T
        G['bz'] += dz.sum(axis=1, keepdims=True)
        G['Wr'] += dr @ x.T
        G['Ur'] += dr @ h.T
        G['br'] += dr.sum(axis=1, keepdims=True)
        dh = dh * z + drh * r + P['Uz'].T @ dz + P['Ur'].T @ dr
    return G


def clip_by_norm(G, limit):
    norm = np.sqrt(sum(np.sum(g ** 2) for g in G.values()))
    if norm > limit:
        for k in G:
            G[k] *= limit / norm
    return norm


def make_sequences(n, T=9):
    """+1 / -1 steps; class 1 when there are more ups than downs (T is odd, so no ties)"""
    steps = rng.choice([-1.0, 1.0], size=(T, 1, n))
    labels = (steps.sum(axis=(0, 1)) > 0).astype(int)
    return list(steps), labels


P = init_gru(1, 16, 2)
momentum = {k: np.zeros_like(v) for k, v in P.items()}
for it in range(601):
    xs, labels = make_sequences(50)
    q, h_last, tape = gru_forward(P, xs)
    G = gru_backward(P, q, h_last, tape, labels)
    clip_by_norm(G, 1.0)
    for k in P:
        momentum[k] = 0.9 * momentum[k] - 0.1 * G[k]
        P[k] += momentum[k]
    if it % 100 == 0:
        print('iteration %3d  loss %.4f' % (it, gru_loss(q, labels)))

xs, labels = make_sequences(400)
q, _, _ = gru_forward(P, xs)
print('accuracy on fresh sequences:', np.mean(q.argmax(axis=0) == labels))
