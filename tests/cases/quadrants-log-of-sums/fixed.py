import numpy as np

np.random.seed(0)
X = np.random.randn(150, 4)
t = (X[:, 0] * X[:, 1] > 0).astype(float).reshape(-1, 1)
W1, b1 = np.random.randn(4, 16) * 0.5, np.zeros(16)
W2, b2 = np.random.randn(16, 1) * 0.3, np.zeros(1)
for epoch in range(1500):
    h = np.tanh(X @ W1 + b1)
    p = 1 / (1 + np.exp(-(h @ W2 + b2)))
    loss = -np.mean(t * np.log(p + 1e-9) + (1 - t) * np.log(1 - p + 1e-9))
    dp = (p - t) / len(X)
    dh = dp @ W2.T * (1 - h ** 2)
    W2 -= 0.5 * h.T @ dp
    b2 -= 0.5 * dp.sum(axis=0)
    W1 -= 0.5 * X.T @ dh
    b1 -= 0.5 * dh.sum(axis=0)
    if epoch % 300 == 0:
        print(epoch, "loss", loss)
print("accuracy", np.mean((p > 0.5) == (t > 0.5)))
