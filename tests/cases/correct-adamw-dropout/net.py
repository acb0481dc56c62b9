import numpy as np
rng = np.random.default_rng(0)
X = rng.normal(size=(200, 5)); Y = (X[:, 0] * X[:, 1] + X[:, 2] > 0).astype(float)[:, None]
P = {'W1': rng.normal(0, .5, (5, 32)), 'b1': np.zeros(32), 'W2': rng.normal(0, .3, (32, 1)), 'b2': np.zeros(1)}
M = {k: np.zeros_like(v) for k, v in P.items()}
V = {k: np.zeros_like(v) for k, v in P.items()}
lr, wd, b1, b2, eps, keep = 3e-3, 0.01, .9, .999, 1e-8, .8
for t in range(1, 501):
    idx = rng.integers(0, 200, 32)
    x, y = X[idx], Y[idx]
    z = x @ P['W1'] + P['b1']
    mask = (rng.random(z.shape) < keep) / keep
    h = np.maximum(z, 0) * mask
    p = 1 / (1 + np.exp(-(h @ P['W2'] + P['b2'])))
    d = (p - y) / len(x)
    G = {'W2': h.T @ d, 'b2': d.sum(0)}
    dz = d @ P['W2'].T * mask * (z > 0)
    G['W1'], G['b1'] = x.T @ dz, dz.sum(0)
    for k in P:
        M[k] = b1 * M[k] + (1 - b1) * G[k]
        V[k] = b2 * V[k] + (1 - b2) * G[k] ** 2
        mh, vh = M[k] / (1 - b1 ** t), V[k] / (1 - b2 ** t)
        P[k] -= lr * (mh / (np.sqrt(vh) + eps) + wd * P[k])
    if t % 100 == 0:
        print(t, -np.mean(y * np.log(p + 1e-9) + (1 - y) * np.log(1 - p + 1e-9)))
