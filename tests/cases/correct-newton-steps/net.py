import numpy as np

rng = np.random.default_rng(8)
X = np.c_[np.ones(60), rng.normal(size=(60, 2))]
y = (rng.random(60) < 1 / (1 + np.exp(-(X @ [0.2, 1.5, -1.0])))).astype(float)
beta = np.zeros(3)
for it in range(10):
    p = 1 / (1 + np.exp(-X @ beta))
    g = X.T @ (p - y)
    H = (X.T * (p * (1 - p))) @ X
    step = np.linalg.solve(H, g)
    beta = beta - step
    print(it, np.sum(np.abs(step)))
