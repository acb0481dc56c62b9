import numpy as np

np.random.seed(10)

# three interlaced moons, points as columns
n = 150
u = np.random.rand(3 * n) * np.pi
k = np.repeat([0, 1, 2], n)
pts = np.vstack([np.cos(u) + k * 1.0, np.where(k == 1, -1, 1) * np.sin(u) + (k == 1) * 0.4])
pts += 0.08 * np.random.randn(2, 3 * n)
lab = np.zeros((3, 3 * n))
lab[k, range(3 * n)] = 1
mix = np.random.permutation(3 * n)
pts, lab = pts[:, mix], lab[:, mix]

dims = [2, 14, 10, 3]
W, b = [], []
for i in range(3):
    W.append(np.random.randn(dims[i + 1], dims[i]) * np.sqrt(1.0 / dims[i]))
    b.append(np.zeros((dims[i + 1], 1)))

BATCH = 45
lr = 0.3
for epoch in range(200):
    total = 0.0
    for s in range(0, 3 * n, BATCH):
        a0, y = pts[:, s:s + BATCH], lab[:, s:s + BATCH]
        m = a0.shape[1]

        a1 = np.tanh(W[0] @ a0 + b[0])
        a2 = np.tanh(W[1] @ a1 + b[1])
        z3 = W[2] @ a2 + b[2]
        a3 = np.exp(z3 - z3.max(axis=0))
        a3 /= a3.sum(axis=0)
        total -= np.sum(y * np.log(a3 + 1e-10))

        # no derivative of the softmax here, it is contained in a3 - y
        d3 = (a3 - y) / m
        d2 = W[2].T @ d3 * (1 - a2 ** 2)
        d1 = W[1].T @ d2 * (1 - a1 ** 2)
        for i, (d, a) in enumerate([(d1, a0), (d2, a1), (d3, a2)]):
            W[i] -= lr * d @ a.T
            b[i] -= lr * d.sum(axis=1, keepdims=True)
    if epoch % 40 == 0:
        print("epoch", epoch, "cross entropy", total / (3 * n))

out = W[2] @ np.tanh(W[1] @ np.tanh(W[0] @ pts + b[0]) + b[1]) + b[2]
print("share correct:", np.mean(out.argmax(axis=0) == lab.argmax(axis=0)))
