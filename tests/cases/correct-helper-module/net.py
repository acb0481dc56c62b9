import numpy as np
from layers import affine, affine_back, elu, elu_back
rng = np.random.RandomState(2)
x, y = rng.rand(50, 3), rng.rand(50, 2)
w1, b1, w2, b2 = rng.randn(3, 7) * .5, np.zeros(7), rng.randn(7, 2) * .5, np.zeros(2)
for i in range(100):
    a, c1 = affine(x, w1, b1); h, c2 = elu(a); o, c3 = affine(h, w2, b2)
    loss = np.sum((o - y) ** 2)
    d, dw2, db2 = affine_back(2 * (o - y), c3)
    _, dw1, db1 = affine_back(elu_back(d, c2), c1)
    w1 += -.002 * dw1; b1 += -.002 * db1; w2 += -.002 * dw2; b2 += -.002 * db2
    if i % 20 == 0: print(i, loss)
