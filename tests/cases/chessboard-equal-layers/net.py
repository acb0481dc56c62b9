import numpy as np

rng = np.random.RandomState(21)

# points on a 3x3 chess board, 1 = black field
P = rng.uniform(-1, 1, (400, 2))
col, row = np.floor((P[:, 0] + 1) * 1.5), np.floor((P[:, 1] + 1) * 1.5)
T = ((col + row) % 2 == 0).astype(float).reshape(-1, 1)


def sigmoid(a):
    return 1.0 / (1.0 + np.exp(-a))


size = 10
W1 = rng.normal(0, 1.0, (2, size)); b1 = np.zeros(size)
W2 = rng.normal(0, 0.6, (size, size)); b2 = np.zeros(size)
W3 = rng.normal(0, 0.6, (size, size)); b3 = np.zeros(size)
W4 = rng.normal(0, 0.6, (size, 1)); b4 = np.zeros(1)

lr = 0.3
N = len(P)

for it in range(3000):
    # forward
    h1 = np.tanh(P @ W1 + b1)
    h2 = np.tanh(h1 @ W2 + b2)
    h3 = np.tanh(h2 @ W3 + b3)
    y = sigmoid(h3 @ W4 + b4)
    ce = -np.mean(T * np.log(y + 1e-9) + (1 - T) * np.log(1 - y + 1e-9))

    # backward
    d4 = (y - T) / N
    d3 = (d4 @ W4.T) * (1 - h3 ** 2)
    d2 = (d3 @ W3) * (1 - h2 ** 2)
    d1 = (d2 @ W2) * (1 - h1 ** 2)

    # update
    W4 -= lr * (h3.T @ d4); b4 -= lr * d4.sum(axis=0)
    W3 -= lr * (h2.T @ d3); b3 -= lr * d3.sum(axis=0)
    W2 -= lr * (h1.T @ d2); b2 -= lr * d2.sum(axis=0)
    W1 -= lr * (P.T @ d1);  b1 -= lr * d1.sum(axis=0)

    if it % 600 == 0:
        print(it, ce, np.mean((y > 0.5) == T))

print("cross entropy at the end:", ce)
