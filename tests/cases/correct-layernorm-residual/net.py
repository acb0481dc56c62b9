import numpy as np
rng = np.random.default_rng(2)
X = rng.normal(size=(64, 6)); Y = np.tanh(X @ rng.normal(size=(6, 6)))
W1, b1 = rng.normal(0, .4, (6, 12)), np.zeros(12); W2, b2 = rng.normal(0, .3, (12, 6)), np.zeros(6)
g, be = np.ones(6), np.zeros(6)
def step(x, y, lr):
    global W1, b1, W2, b2, g, be
    h = np.maximum(x @ W1 + b1, 0); r = x + h @ W2 + b2
    m = r.mean(-1, keepdims=True); s = np.sqrt(r.var(-1, keepdims=True) + 1e-5); n = (r - m) / s
    out = n * g + be
    loss = ((out - y) ** 2).mean()
    do = 2 * (out - y) / y.size
    dg, dbe = (do * n).sum(0), do.sum(0)
    dn = do * g
    dr = (dn - dn.mean(-1, keepdims=True) - n * (dn * n).mean(-1, keepdims=True)) / s
    dW2, db2 = h.T @ dr, dr.sum(0)
    dh = dr @ W2.T * (h > 0)
    dW1, db1 = x.T @ dh, dh.sum(0)
    W1 = W1 - lr * dW1; b1 = b1 - lr * db1; W2 = W2 - lr * dW2; b2 = b2 - lr * db2; g = g - lr * dg; be = be - lr * dbe
    return loss
for e in range(150):
    l = step(X, Y, .5)
    if e % 50 == 0: print(e, l)
