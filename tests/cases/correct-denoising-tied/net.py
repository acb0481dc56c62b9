import numpy as np
rng = np.random.default_rng(8)
X = (rng.random((80, 12)) > .5).astype(float)
W = rng.normal(0, .2, (12, 6)); bh = np.zeros(6); bo = np.zeros(12)
sig = lambda z: 1 / (1 + np.exp(-z))
for epoch in range(100):
    for x in X:
        noisy = x * (rng.random(12) > .2)
        h = sig(noisy @ W + bh)
        r = sig(h @ W.T + bo)
        do = r - x
        dh = (do @ W) * h * (1 - h)
        W -= .1 * (np.outer(noisy, dh) + np.outer(do, h))
        bo -= .1 * do
        bh -= .1 * dh
print(np.mean((sig(sig(X @ W + bh) @ W.T + bo) - X) ** 2))
