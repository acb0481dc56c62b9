import numpy as np
rng = np.random.default_rng(10)
X = rng.normal(size=(100, 3)); y = np.where(X @ [1., -2, .5] + .3 > 0, 1., -1.)
w, b = rng.normal(size=3) * .1, 0.
C = 1.0
for t in range(300):
    m = y * (X @ w + b)
    loss = 0.5 * w @ w + C * np.maximum(0, 1 - m).sum()
    act = m < 1
    w = w - 0.001 * (w - C * (y * act) @ X)
    b = b - 0.001 * (-C * np.sum(y * act))
    if t % 100 == 0: print(t, loss)
