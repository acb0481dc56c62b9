import numpy as np

np.random.seed(7)

def add_one(M):
    return np.hstack([M, np.ones((M.shape[0], 1))])

# two clouds around one ring
n = 80
ang = np.random.rand(n) * 2 * np.pi
ring = np.c_[2 * np.cos(ang), 2 * np.sin(ang)] + 0.15 * np.random.randn(n, 2)
cloud = 0.45 * np.random.randn(n, 2)
data = np.vstack([ring, cloud])
want = np.vstack([np.tile([1, 0], (n, 1)), np.tile([0, 1], (n, 1))])

V = np.random.uniform(-0.8, 0.8, (3, 7))     # last row: bias
W = np.random.uniform(-0.8, 0.8, (8, 2))     # last row: bias
eta = 0.02

for sweep in range(1500):
    x1 = add_one(data)
    hid = 1 / (1 + np.exp(-x1 @ V))
    h1 = add_one(hid)
    out = 1 / (1 + np.exp(-h1 @ W))

    miss = want - out
    if sweep % 300 == 0:
        print(sweep, 'sum of squares', 0.5 * np.sum(miss ** 2))

    d_out = miss * out * (1 - out)
    d_hid = d_out @ W[:-1].T * hid * (1 - hid)   # the ones column gets no error
    W += eta * h1.T @ d_out
    V += eta * x1.T @ d_hid

print('wrong points:', int(np.sum(out.argmax(1) != want.argmax(1))))
print('sum of squares at the end', 0.5 * np.sum(miss ** 2))
