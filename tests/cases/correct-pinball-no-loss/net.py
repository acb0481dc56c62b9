import numpy as np
rng = np.random.default_rng(12)
X = rng.uniform(-1, 1, (200, 1)); y = X + rng.normal(0, .3, (200, 1))
W1 = rng.normal(size=(1, 8)); b1 = np.zeros(8); W2 = rng.normal(size=(8, 1)) * .3; b2 = np.zeros(1)
q = 0.9
for k in range(200):
    h = np.maximum(0, X @ W1 + b1)
    out = h @ W2 + b2
    d = np.where(y > out, -q, 1 - q) / len(X)
    gW2 = h.T @ d; gb2 = d.sum(0)
    dh = (d @ W2.T) * (h > 0)
    gW1 = X.T @ dh; gb1 = dh.sum(0)
    W2 -= .1 * gW2; b2 -= .1 * gb2; W1 -= .1 * gW1; b1 -= .1 * gb1
print(np.mean(y < out))
