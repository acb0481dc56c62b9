import random
import numpy as np

random.seed(2)
np.random.seed(2)


def leaky(z):
    z = z.copy()
    z[z < 0] *= 0.1
    return z


def leaky_slope(a):
    slope = np.ones_like(a)
    slope[a < 0] = 0.1
    return slope


# every row: two coordinates, then the class
rows = []
for k in range(300):
    c = k % 3
    turn = 2 * np.pi * c / 3 + np.random.rand() * 2
    far = 0.2 + 0.9 * (k / 300)
    rows.append(np.array([far * np.cos(turn + 1.5 * far), far * np.sin(turn + 1.5 * far), c]))

W = [np.random.randn(20, 2), np.random.randn(20, 20) / np.sqrt(10), np.random.randn(3, 20) / np.sqrt(20)]
b = [np.zeros(20), np.zeros(20), np.zeros(3)]


def scores(x):
    acts = [x]
    for k in range(2):
        acts.append(leaky(W[k] @ acts[-1] + b[k]))
    z = W[2] @ acts[-1] + b[2]
    e = np.exp(z - np.max(z))
    return acts, e / np.sum(e)


for epoch in range(60):
    random.shuffle(rows)
    loss = 0
    for row in rows:
        x, c = row[:2], int(row[2])
        acts, p = scores(x)
        loss -= np.log(p[c])
        delta = p
        delta[c] -= 1
        for k in (2, 1, 0):
            down = W[k].T @ delta
            W[k] -= 0.02 * np.outer(delta, acts[k])
            b[k] -= 0.02 * delta
            if k:
                delta = down * leaky_slope(acts[k])
    if epoch % 10 == 9:
        print("epoch", epoch + 1, "loss", loss / len(rows))
print("right:", np.mean([scores(r[:2])[1].argmax() == r[2] for r in rows]))
