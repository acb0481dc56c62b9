import numpy as np
rng = np.random.default_rng(3)
X = (rng.random((60, 10)) < rng.random(10)).astype(float)
W1 = rng.normal(0, .3, (10, 12)); b1 = np.zeros(12); Wm = rng.normal(0, .3, (12, 2)); Wl = rng.normal(0, .3, (12, 2)); bm, bl = np.zeros(2), np.zeros(2)
W3 = rng.normal(0, .3, (2, 12)); b3 = np.zeros(12); W4 = rng.normal(0, .3, (12, 10)); b4 = np.zeros(10)
lr = .02
for it in range(120):
    x = X[rng.integers(0, 60, 20)]
    h = np.tanh(x @ W1 + b1); mu = h @ Wm + bm; lv = h @ Wl + bl
    eps = rng.standard_normal(mu.shape); z = mu + np.exp(lv / 2) * eps
    h2 = np.tanh(z @ W3 + b3); p = 1 / (1 + np.exp(-(h2 @ W4 + b4)))
    rec = -np.sum(x * np.log(p + 1e-9) + (1 - x) * np.log(1 - p + 1e-9)); kl = -.5 * np.sum(1 + lv - mu ** 2 - np.exp(lv))
    loss = (rec + kl) / len(x)
    d4 = (p - x) / len(x)
    dW4, db4 = h2.T @ d4, d4.sum(0); d3 = d4 @ W4.T * (1 - h2 ** 2)
    dW3, db3 = z.T @ d3, d3.sum(0); dz = d3 @ W3.T
    dmu = dz + mu / len(x); dlv = dz * eps * .5 * np.exp(lv / 2) + .5 * (np.exp(lv) - 1) / len(x)
    dWm, dbm, dWl, dbl = h.T @ dmu, dmu.sum(0), h.T @ dlv, dlv.sum(0)
    dh = (dmu @ Wm.T + dlv @ Wl.T) * (1 - h ** 2); dW1, db1 = x.T @ dh, dh.sum(0)
    for p_, g_ in ((W1, dW1), (b1, db1), (Wm, dWm), (bm, dbm), (Wl, dWl), (bl, dbl), (W3, dW3), (b3, db3), (W4, dW4), (b4, db4)):
        p_ -= lr * g_
    if it % 40 == 0: print(it, loss)
