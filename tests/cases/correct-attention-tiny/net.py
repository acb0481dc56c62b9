import numpy as np
rng = np.random.default_rng(17)
T, D, C = 5, 6, 3
Wq, Wk, Wv = (rng.normal(0, .4, (D, D)) for _ in range(3)); Wo = rng.normal(0, .4, (D, C))
def sm(z): e = np.exp(z - z.max(-1, keepdims=True)); return e / e.sum(-1, keepdims=True)
for it in range(60):
    X = rng.normal(size=(8, T, D)); y = X[:, :, 0].argmax(1) % C
    Q, K, V = X @ Wq, X @ Wk, X @ Wv
    S = Q @ K.transpose(0, 2, 1) / np.sqrt(D); A = sm(S); H = A @ V
    pooled = H.mean(1); P = sm(pooled @ Wo)
    loss = -np.log(P[np.arange(8), y]).mean()
    d = P.copy(); d[np.arange(8), y] -= 1; d /= 8
    gWo = pooled.T @ d
    dH = np.repeat((d @ Wo.T)[:, None] / T, T, axis=1)
    dA = dH @ V.transpose(0, 2, 1); dV = A.transpose(0, 2, 1) @ dH
    dS = A * (dA - (dA * A).sum(-1, keepdims=True)) / np.sqrt(D)
    dQ, dK = dS @ K, dS.transpose(0, 2, 1) @ Q
    gq, gk, gv = (np.einsum('ntd,nte->de', X, g) for g in (dQ, dK, dV))
    Wq -= .5 * gq; Wk -= .5 * gk; Wv -= .5 * gv; Wo -= .5 * gWo
    if it % 20 == 0: print(it, loss)
