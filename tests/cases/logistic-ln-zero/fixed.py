import numpy as np


def g(z):
    return 1 / (1 + np.exp(-z))


def cost(X, y, betas):
    h = g(X @ betas)
    h = np.clip(h, 1e-15, 1 - 1e-15)
    total = 0
    for i in range(len(y)):
        total += y[i] * np.log(h[i]) + (1 - y[i]) * np.log(1 - h[i])
    return -total / len(y)


def gradient(X, y, betas):
    h = g(X @ betas)
    return X.T @ (h - y) / len(y)


def learn(X, y, alpha, rounds):
    betas = np.zeros(X.shape[1])
    for r in range(rounds):
        betas -= alpha * gradient(X, y, betas)
        if (r + 1) % 100 == 0:
            print('round', r + 1, 'J =', cost(X, y, betas))
    return betas


rng = np.random.RandomState(21)
# lumps: area and texture, 150 harmless and 100 not
sick = (np.arange(250) >= 150).astype(float)
area = rng.normal(450, 90, 250) + sick * rng.normal(650, 120, 250)
texture = rng.normal(18, 3, 250) + 4 * sick
X = np.column_stack([np.ones(250), (area - 750) / 20, texture - 20])
betas = learn(X, sick, 1.0, 500)
print('betas', betas)
print('right', np.mean((g(X @ betas) > 0.5) == sick))
