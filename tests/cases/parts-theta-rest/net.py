import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def map_features(u, v):
    # constant, both measurements and their products up to degree three
    columns = [np.ones(len(u))]
    for total in range(1, 4):
        for power in range(total + 1):
            columns.append(u ** (total - power) * v ** power)
    return np.stack(columns, axis=1)


def cost_reg(theta, X, y, strength):
    m, n = X.shape
    theta = theta.reshape((n, 1))
    h = sigmoid(X @ theta)

    J = (-y.T @ np.log(h) - (1 - y).T @ np.log(1 - h)) / m
    J = J + strength / (2 * m) * (theta[1:].T @ theta[1:])

    theta_rest = theta
    theta_rest[1] = 0
    grad = X.T @ (h - y) / m + strength / m * theta_rest
    return J[0, 0], grad.reshape(n)


def descend(theta, X, y, strength, alpha, rounds):
    for r in range(rounds):
        J, grad = cost_reg(theta, X, y, strength)
        theta = theta - alpha * grad
        if r % 500 == 0:
            print("round", r, "cost", J)
    return theta


def verdict(theta, X):
    return (sigmoid(X @ theta) >= 0.5).astype(int)


if __name__ == "__main__":
    rng = np.random.RandomState(7)
    # two test results of 160 small parts; accepted or thrown away
    u, v = rng.uniform(-1, 1, 160), rng.uniform(-1, 1, 160)
    y = (1.6 * u - 0.9 * v + 0.5 + 0.15 * rng.randn(160) > v ** 2).astype(int).reshape(-1, 1)
    X = map_features(u, v)

    theta = descend(np.zeros(X.shape[1]), X, y, 0.5, 2.0, 2001)
    J, _ = cost_reg(theta.copy(), X, y, 0.5)
    print("theta:", np.round(theta, 3))
    print("cost at the end:", J)
    print("train accuracy:", 100 * np.mean(verdict(theta, X) == y.ravel()))
