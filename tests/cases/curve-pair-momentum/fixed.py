import numpy as np


def make(shape, rng):
    weights = {}
    for k in range(1, len(shape)):
        weights["W%d" % k] = rng.standard_normal((shape[k], shape[k - 1])) / np.sqrt(shape[k - 1])
        weights["b%d" % k] = np.zeros((shape[k], 1))
    return weights


def rise(weights, X):
    depth = len(weights) // 2
    levels = [X]
    for k in range(1, depth + 1):
        z = weights["W%d" % k] @ levels[-1] + weights["b%d" % k]
        levels.append(np.tanh(z) if k < depth else z)
    return levels


def fall(weights, levels, Y):
    depth = len(weights) // 2
    m = Y.shape[1]
    slopes = {}
    d = (levels[-1] - Y) / m
    for k in range(depth, 0, -1):
        slopes["W%d" % k] = d @ levels[k - 1].T
        slopes["b%d" % k] = d.sum(axis=1, keepdims=True)
        if k > 1:
            d = (weights["W%d" % k].T @ d) * (1 - levels[k - 1] ** 2)
    return slopes


def still(weights):
    return {k: np.zeros_like(w) for k, w in weights.items()}


def push(weights, slopes, speed, rate, mu):
    for k in weights:
        speed[k] = rate * slopes[k] + mu * speed[k]
        weights[k] -= speed[k]


def fit(weights, X, Y, rate, mu, turns):
    speed = still(weights)
    for t in range(turns):
        levels = rise(weights, X)
        cost = 0.5 * np.mean(np.sum((levels[-1] - Y) ** 2, axis=0))
        push(weights, fall(weights, levels, Y), speed, rate, mu)
        if t % 200 == 0:
            print("turn %4d cost %.6f" % (t, cost))
    return cost


if __name__ == "__main__":
    rng = np.random.default_rng(8)
    X = np.linspace(-1, 1, 120)[None, :]
    Y = np.vstack([np.sin(4 * X), np.abs(X)])
    weights = make([1, 20, 20, 2], rng)
    cost = fit(weights, X, Y, rate=0.05, mu=0.95, turns=1500)
    print("last cost", cost)
