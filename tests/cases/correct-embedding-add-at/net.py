import numpy as np
np.random.seed(17)
V, D, H = 12, 5, 8
corpus = np.random.randint(0, V, 300)
E = np.random.randn(V, D) * .1; W1 = np.random.randn(2 * D, H) * .3; b1 = np.zeros(H); W2 = np.random.randn(H, V) * .3; b2 = np.zeros(V)
ctx = np.stack([corpus[:-2], corpus[1:-1]], 1); nxt = corpus[2:]
for epoch in range(5):
    perm = np.random.permutation(len(nxt))
    for s in range(0, len(nxt), 32):
        c, y = ctx[perm[s:s + 32]], nxt[perm[s:s + 32]]
        n = len(y)
        e = E[c].reshape(n, -1)
        h = np.tanh(e @ W1 + b1)
        z = h @ W2 + b2
        z -= z.max(axis=1, keepdims=True)
        logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
        loss = -logp[np.arange(n), y].mean()
        dz = np.exp(logp); dz[np.arange(n), y] -= 1; dz /= n
        dW2, db2 = h.T @ dz, dz.sum(0)
        dh = dz @ W2.T * (1 - h ** 2)
        dW1, db1 = e.T @ dh, dh.sum(0)
        dE = np.zeros_like(E)
        np.add.at(dE, c.reshape(-1), (dh @ W1.T).reshape(-1, D))
        for p, g in zip([E, W1, b1, W2, b2], [dE, dW1, db1, dW2, db2]):
            p -= .5 * g
    print(epoch, loss)
