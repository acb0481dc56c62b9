"""Triplet loss with batch-hard mining and L2-normalised embeddings."""
import numpy as np

rng = np.random.RandomState(8)
MARGIN = 0.3


def embed(params, X):
    W1, b1, W2, b2 = params
    z = X @ W1 + b1
    h = np.where(z > 0, z, 0.1 * z)
    u = h @ W2 + b2
    norm = np.linalg.norm(u, axis=1, keepdims=True)
    return u / norm, (X, z, h, norm)


def embed_backward(params, e, cache, de):
    W1, b1, W2, b2 = params
    X, z, h, norm = cache
    du = (de - e * np.sum(de * e, axis=1, keepdims=True)) / norm
    dz = (du @ W2.T) * np.where(z > 0, 1.0, 0.1)
    return [X.T @ dz, dz.sum(axis=0), h.T @ du, du.sum(axis=0)]


def hardest(e, y):
    """for every anchor: the farthest positive and the nearest negative"""
    d2 = np.maximum(2 - 2 * e @ e.T, 0)
    same = y[:, None] == y[None, :]
    pos = np.where(same, d2, -np.inf).argmax(1)
    neg = np.where(same, np.inf, d2).argmin(1)
    return pos, neg


def triplet(e, pos, neg):
    """squared distances, mean over the anchors"""
    n = len(e)
    ap, an = e - e[pos], e - e[neg]
    gap = (ap ** 2).sum(1) - (an ** 2).sum(1) + MARGIN
    act = (gap > 0)[:, None] / n
    de = 2 * act * (ap - an)                     # role: anchor
    np.add.at(de, pos, -2 * act * ap)            # role: positive (several anchors may share it)
    np.add.at(de, neg, 2 * act * an)             # role: negative
    return np.maximum(gap, 0).mean(), de


def balanced_batch(X, y, classes=8, each=5):
    chosen = rng.choice(np.unique(y), classes, replace=False)
    idx = np.concatenate([rng.choice(np.flatnonzero(y == c), each, replace=False) for c in chosen])
    return X[idx], y[idx]


if __name__ == '__main__':
    people = rng.randn(30, 4)
    mix = rng.randn(4, 25)
    y = np.repeat(np.arange(30), 25)
    nuisance = rng.randn(6, 25)
    X = np.tanh(people[y] @ mix * 0.5) + 0.7 * rng.randn(len(y), 6) @ nuisance + 0.1 * rng.randn(len(y), 25)
    seen = y < 20                                # the last ten people are new at test time
    Xs, ys, Xn, yn = X[seen], y[seen], X[~seen], y[~seen]

    params = [rng.randn(25, 48) * np.sqrt(2 / 25), np.zeros(48), rng.randn(48, 12) / np.sqrt(48), np.zeros(12)]
    vel = [np.zeros_like(p) for p in params]
    swa, n_avg = None, 0
    for it in range(1, 1501):
        xb, yb = balanced_batch(Xs, ys)
        e, cache = embed(params, xb)
        loss, de = triplet(e, *hardest(e, yb))
        lr = 0.03 * min(1.0, it / 100)
        for p, v, g in zip(params, vel, embed_backward(params, e, cache, de)):
            v *= 0.9
            v -= lr * g
            p += v
        if it > 1000 and it % 10 == 0:           # average over the tail of the trajectory
            n_avg += 1
            if swa is None:
                swa = [p.copy() for p in params]
            else:
                for s, p in zip(swa, params):
                    s += (p - s) / n_avg
        if it % 300 == 0:
            print('iteration', it, 'batch-hard loss', loss)

    def recall_at_1(emb):
        sim = emb @ emb.T
        np.fill_diagonal(sim, -np.inf)
        return np.mean(yn[sim.argmax(1)] == yn)

    raw = Xn / np.linalg.norm(Xn, axis=1, keepdims=True)
    print('recall@1 of unseen people: raw input', recall_at_1(raw))
    print('recall@1 of unseen people: embedding', recall_at_1(embed(swa, Xn)[0]))
