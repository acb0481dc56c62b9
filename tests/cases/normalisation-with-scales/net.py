import numpy as np

np.random.seed(8)


def bn_params(n):
    return [np.random.uniform(0.4, 2.0, (1, n)), np.zeros((1, n))]


def bn_forward(x, g, b, cache, eps=1e-5):
    mu = x.mean(axis=0, keepdims=True)
    x_mu = x - mu
    ivar = 1 / np.sqrt((x_mu ** 2).mean(axis=0, keepdims=True) + eps)
    cache["x_mu"], cache["ivar"] = x_mu, ivar
    return g * (x_mu * ivar) + b


def bn_back(g, dy, cache):
    x_mu, ivar = cache["x_mu"], cache["ivar"]
    m = len(dy)
    # equations from the paper
    dyivar = dy * ivar
    dg = np.sum(x_mu * dyivar, axis=0, keepdims=True)
    db = np.sum(dy, axis=0, keepdims=True)
    dy = g * dy
    dsigma2 = -0.5 * np.sum(dyivar * x_mu * ivar ** 2, axis=0, keepdims=True)
    dmu = -np.sum(dyivar, axis=0, keepdims=True) - 2 * dsigma2 * np.sum(x_mu, axis=0, keepdims=True) / m
    dx = dyivar + dsigma2 * 2 * x_mu / m + dmu / m
    return dx, dg, db


def forward(x):
    cache = {"x": x}
    cache["a"] = x @ W1
    cache["n"] = bn_forward(cache["a"], gamma, beta, cache)
    cache["h"] = np.maximum(cache["n"], 0)
    cache["p"] = 1 / (1 + np.exp(-(cache["h"] @ W2 + b2)))
    return cache["p"], cache


def backward(cache, t):
    dz = (cache["p"] - t) / len(t)
    dW2 = cache["h"].T @ dz
    db2 = dz.sum(axis=0, keepdims=True)
    dn = (dz @ W2.T) * (cache["n"] > 0)
    da, dg, db = bn_back(gamma, dn, cache)
    return cache["x"].T @ da, dg, db, dW2, db2


def cross_entropy(p, t):
    return -np.mean(t * np.log(p + 1e-12) + (1 - t) * np.log(1 - p + 1e-12))


X = np.random.randn(300, 5) * [1, 4, 0.3, 2, 10] + [0, 3, 1, -5, 2]
S = (X - X.mean(0)) / X.std(0)
T = (S[:, :1] * S[:, 1:2] + 0.5 * S[:, 2:3] > 0.1).astype(float)

W1 = np.random.randn(5, 24) * 0.3
gamma, beta = bn_params(24)
W2 = np.random.randn(24, 1) * 0.3
b2 = np.zeros((1, 1))

rate = 0.1
for step in range(1501):
    p, cache = forward(X)
    grads = backward(cache, T)
    if step % 300 == 0:
        print("step", step, "cross entropy", cross_entropy(p, T))
    for value, grad in zip([W1, gamma, beta, W2, b2], grads):
        value -= rate * grad

print("share of right answers:", np.mean((forward(X)[0] > 0.5) == (T > 0.5)))
