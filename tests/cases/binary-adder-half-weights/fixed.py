import numpy as np

# add two 2-bit numbers -> 3 bits
inp = []
tgt = []
for a in range(4):
    for b in range(4):
        inp.append([a >> 1, a & 1, b >> 1, b & 1])
        s = a + b
        tgt.append([s >> 2, (s >> 1) & 1, s & 1])
inp = np.array(inp, dtype=float).T
tgt = np.array(tgt, dtype=float).T

HIDDEN = 12
V = np.random.RandomState(0).normal(0, 1, (HIDDEN, 4))
v0 = np.zeros((HIDDEN, 1))
U = np.random.RandomState(1).normal(0, 1, (3, HIDDEN))
u0 = np.zeros((3, 1))

f = lambda q: 1.0 / (1.0 + np.exp(-q))
step = 1.5

for k in range(6000):
    H = f(V @ inp + v0)
    O = f(U @ H + u0)
    E = O - tgt

    D_out = E * O * (1 - O) / inp.shape[1]
    D_hid = (U.T @ D_out) * H * (1 - H)

    U = U - step * D_out @ H.T
    u0 = u0 - step * D_out.sum(axis=1, keepdims=True)
    V = V - step * D_hid @ inp.T
    v0 = v0 - step * D_hid.sum(axis=1, keepdims=True)

    if k % 1000 == 0:
        print('k =', k, ' mse =', (E ** 2).mean())

O = f(U @ f(V @ inp + v0) + u0)
print('bits right:', int(((O > 0.5) == (tgt > 0.5)).sum()), 'of', tgt.size)
print('mse =', ((O - tgt) ** 2).mean())
