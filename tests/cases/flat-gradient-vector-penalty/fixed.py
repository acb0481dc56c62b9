import numpy as np

rng = np.random.default_rng(14)
n_in, n_hid = 10, 12
lam = 0.05
shapes = [(n_hid, n_in), (n_hid, 1), (1, n_hid), (1, 1)]


def unpack(theta):
    parts, at = [], 0
    for s in shapes:
        size = s[0] * s[1]
        parts.append(theta[at:at + size].reshape(s))
        at += size
    return parts


def output(theta, X):
    W1, b1, W2, b2 = unpack(theta)
    hid = np.tanh(W1 @ X + b1)
    return hid, W2 @ hid + b2


def objective(theta, X, t):
    W1, b1, W2, b2 = unpack(theta)
    hid, out = output(theta, X)
    err = 0.5 * np.sum((out - t) ** 2) / X.shape[1]
    return err + 0.5 * lam * (np.sum(W1 ** 2) + np.sum(W2 ** 2))


def objective_gradient(theta, X, t):
    W1, b1, W2, b2 = unpack(theta)
    hid, out = output(theta, X)
    d2 = (out - t) / X.shape[1]
    d1 = (W2.T @ d2) * (1 - hid ** 2)
    gW1, gb1 = d1 @ X.T, d1.sum(axis=1, keepdims=True)
    gW2, gb2 = d2 @ hid.T, d2.sum(axis=1, keepdims=True)
    # penalty part
    gW1 = gW1 + lam * W1
    gW2 = gW2 + lam * W2
    # assemble
    gradient = np.concatenate([g.ravel() for g in (gW1, gb1, gW2, gb2)])
    return gradient


X = rng.normal(0, 1, (n_in, 40))
t = X[:1] - 0.5 * X[1:2] + rng.normal(0, 0.5, (1, 40))
Xs = rng.normal(0, 1, (n_in, 400))
ts = Xs[:1] - 0.5 * Xs[1:2]

theta = rng.normal(0, 0.5, sum(a * b for a, b in shapes))
for it in range(3000):
    theta = theta - 0.1 * objective_gradient(theta, X, t)
    if it % 500 == 499:
        print("iteration", it + 1, "objective", objective(theta, X, t))
print("selection error", np.mean((output(theta, Xs)[1] - ts) ** 2))
