import numpy as np
rng = np.random.default_rng(6)
X = rng.normal(size=(200, 3)); y = ((X @ [1, 1, -1]) > 1.5).astype(float)
w = np.zeros(3); b = 0.0
cw = np.where(y == 1, 5.0, 1.0)
for i in range(200):
    p = 1 / (1 + np.exp(-(X @ w + b)))
    g = cw * (p - y)
    w -= .01 * X.T @ g / len(y); b -= .01 * g.mean()
print(w, b)
