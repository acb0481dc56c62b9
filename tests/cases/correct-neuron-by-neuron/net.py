import numpy as np
rng = np.random.RandomState(0)
X = rng.randn(40, 3)
Y = np.stack([np.tanh(X[:, 0] + X[:, 1]), X[:, 2] * 0.5], axis=1)
W1 = rng.randn(5, 3) * 0.5
b1 = np.zeros(5)
W2 = rng.randn(2, 5) * 0.5
b2 = np.zeros(2)
eta = 0.05
for epoch in range(100):
    for x, t in zip(X, Y):
        h = np.zeros(5)
        for j in range(5):
            h[j] = np.tanh(np.dot(W1[j], x) + b1[j])
        o = np.zeros(2)
        for k in range(2):
            o[k] = np.dot(W2[k], h) + b2[k]
        dk = o - t
        dj = np.zeros(5)
        for j in range(5):
            dj[j] = np.dot(W2[:, j], dk) * (1 - h[j] ** 2)
        for k in range(2):
            W2[k] -= eta * dk[k] * h
            b2[k] -= eta * dk[k]
        for j in range(5):
            W1[j] -= eta * dj[j] * x
            b1[j] -= eta * dj[j]
print(np.mean((np.tanh(X @ W1.T + b1) @ W2.T + b2 - Y) ** 2))
