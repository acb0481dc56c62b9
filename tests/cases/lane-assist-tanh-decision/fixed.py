import numpy as np

np.random.seed(16)

# left (0) or right (1)? decided from seven brightness values of the road ahead
def road(n):
    centre = np.random.uniform(-2.5, 2.5, n)
    at = np.arange(-3, 4)
    light = np.exp(-(at[None, :] - centre[:, None]) ** 2) + 0.15 * np.random.randn(n, 7)
    return light, (centre + 0.5 * np.random.randn(n) > 0).astype(float)[:, None]


X, y = road(400)

W1 = np.random.randn(7, 9) * 0.4
b1 = np.zeros((1, 9))
W2 = np.random.randn(9, 1) * 0.4
b2 = np.zeros((1, 1))


def forward(X):
    h = np.tanh(X @ W1 + b1)
    return h, 1 / (1 + np.exp(-(h @ W2 + b2)))


def log_loss(p, y):
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


for epoch in range(1500):
    h, p = forward(X)
    # derivative of the log loss with respect to the last pre-activation
    d2 = (p - y) / len(X)
    d1 = (d2 @ W2.T) * (1 - h ** 2)
    W2 -= 0.5 * (h.T @ d2)
    b2 -= 0.5 * d2.sum(axis=0, keepdims=True)
    W1 -= 0.5 * (X.T @ d1)
    b1 -= 0.5 * d1.sum(axis=0, keepdims=True)
    if epoch % 250 == 0:
        print(epoch, 'log loss', log_loss(p, y))

print('end log loss', log_loss(forward(X)[1], y))
print('right decisions', np.mean((forward(X)[1] > 0.5) == (y > 0.5)))
