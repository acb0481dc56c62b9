import numpy as np

np.random.seed(2)
T, H = 25, 20
Wx = np.random.randn(H, 1) * 0.3
Wh = np.random.randn(H, H)
bh = np.zeros((H, 1))
Wy = np.random.randn(1, H) * 0.2
by = np.zeros((1, 1))
rate = 0.02
for it in range(600):
    bits = np.random.rand(T) < 0.3
    seq = bits * 1.0 - 0.3
    target = seq.sum() / 5
    h = np.zeros((H, 1))
    hs = [h]
    for t in range(T):
        h = np.maximum(0, Wx * seq[t] + Wh @ h + bh)
        hs.append(h)
    out = Wy @ h + by
    diff = out - target
    dWx, dWh, dbh = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(bh)
    dWy = diff @ h.T
    dh = Wy.T @ diff
    for t in reversed(range(T)):
        dz = dh * (hs[t + 1] > 0)
        dWx += dz * seq[t]
        dWh += dz @ hs[t].T
        dbh += dz
        dh = Wh.T @ dz
    Wx -= rate * dWx
    Wh -= rate * dWh
    bh -= rate * dbh
    Wy -= rate * dWy
    by -= rate * diff
    if it % 100 == 0:
        print(it, "loss", float(diff[0, 0]) ** 2)
print("last loss", float(diff[0, 0]) ** 2)
