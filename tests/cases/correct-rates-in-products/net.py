import numpy as np

np.random.seed(2)
X = np.random.randn(60, 3)
Y = (X[:, :1] * X[:, 1:2] > 0).astype(float)
W1 = np.random.randn(3, 8) * 0.7
b1 = np.zeros((1, 8))
W2 = np.random.randn(8, 1) * 0.7
b2 = np.zeros((1, 1))
n = len(X)

for it in range(3000):
    h = np.tanh(X @ W1 + b1)
    p = 1 / (1 + np.exp(-(h @ W2 + b2)))
    d2 = (p - Y) / n
    d1 = (d2 @ W2.T) * (1 - h ** 2)
    W2 -= 0.5 * h.T @ d2
    b2 -= 0.5 * d2.sum(axis=0, keepdims=True)
    W1 -= 1.0 * X.T @ d1
    b1 -= 1.0 * d1.sum(axis=0, keepdims=True)

print(np.mean((p > 0.5) == Y))
