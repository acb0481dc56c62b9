import numpy as np


def setup(dims, seed=1):
    rng = np.random.default_rng(seed)
    theta = {}
    for i in range(1, len(dims)):
        theta[f"W{i}"] = rng.standard_normal((dims[i], dims[i - 1])) / np.sqrt(dims[i - 1])
        theta[f"b{i}"] = np.zeros((dims[i], 1))
    return theta


def forward(X, theta):
    A1 = np.tanh(theta["W1"] @ X + theta["b1"])
    A2 = np.tanh(theta["W2"] @ A1 + theta["b2"])
    Z3 = theta["W3"] @ A2 + theta["b3"]
    Z3 = Z3 - Z3.max(axis=0, keepdims=True)
    E = np.exp(Z3)
    return A1, A2, E / E.sum(axis=0, keepdims=True)


def cost(A3, Y, theta, lambd):
    m = Y.shape[1]
    penalty = sum(np.sum(np.square(theta[f"W{i}"])) for i in (1, 2, 3))
    return -np.sum(Y * np.log(A3 + 1e-15)) / m + lambd / (2 * m) * penalty


def backward(X, Y, theta, cache, lambd):
    A1, A2, A3 = cache
    m = X.shape[1]
    g = {}
    dZ3 = A3 - Y
    g["W3"] = (dZ3 @ A2.T + lambd * theta["W3"]) / m
    g["b3"] = np.mean(dZ3, axis=1, keepdims=True)
    dZ2 = (theta["W3"].T @ dZ3) * (1 - A2 ** 2)
    g["W2"] = (dZ2 @ A1.T + lambd * theta["W2"]) / m
    g["b2"] = np.mean(dZ2, axis=1, keepdims=True)
    dZ1 = (theta["W2"].T @ dZ2) * (1 - A1 ** 2)
    g["W1"] = (dZ1 @ X.T + lambd * theta["W1"]) / m
    g["b1"] = np.mean(dZ1, axis=1, keepdims=True)
    return g


def target_rings(m, seed):
    rng = np.random.default_rng(seed)
    X = rng.uniform(-1.5, 1.5, (2, m))
    r = np.sqrt((X ** 2).sum(axis=0))
    k = (r > 0.7).astype(int) + (r > 1.2)
    return X, np.eye(3)[k].T, k


X, Y, k = target_rings(400, 0)
X_dev, _, k_dev = target_rings(200, 5)
theta = setup([2, 16, 12, 3])
lambd = 0.05
for it in range(2001):
    cache = forward(X, theta)
    if it % 250 == 0:
        print("iteration", it, "cost", cost(cache[-1], Y, theta, lambd))
    g = backward(X, Y, theta, cache, lambd)
    for name in theta:
        theta[name] -= 0.5 * g[name]

print("train", np.mean(forward(X, theta)[-1].argmax(axis=0) == k), "dev", np.mean(forward(X_dev, theta)[-1].argmax(axis=0) == k_dev))
