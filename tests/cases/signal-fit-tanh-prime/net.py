import numpy as np


def bend(z):
    return np.tanh(z)


def bend_prime(a):
    """derivative, expressed by the activation a = tanh(z)"""
    a *= a
    return 1 - a


def layer_sizes(X, Y, n_h):
    return X.shape[0], n_h, Y.shape[0]


def initialize(n_x, n_h, n_y, rng):
    return {
        "V": rng.normal(0, 1.5, (n_h, n_x)), "c": rng.normal(0, 1, (n_h, 1)),
        "U": rng.normal(0, 1 / np.sqrt(n_h), (n_y, n_h)), "d": np.zeros((n_y, 1)),
    }


def run(X, par):
    A = bend(par["V"] @ X + par["c"])
    return A, par["U"] @ A + par["d"]


def slopes(X, Y, par):
    m = X.shape[1]
    A, out = run(X, par)
    miss = (out - Y) / m
    down = (par["U"].T @ miss) * bend_prime(A)
    return {
        "U": miss @ A.T, "d": miss.sum(axis=1, keepdims=True),
        "V": down @ X.T, "c": down.sum(axis=1, keepdims=True),
    }


def quality(X, Y, par):
    return 0.5 * np.mean((run(X, par)[1] - Y) ** 2)


def fit(X, Y, n_h, rounds, lr, rng):
    par = initialize(*layer_sizes(X, Y, n_h), rng)
    for r in range(rounds):
        g = slopes(X, Y, par)
        par = {name: par[name] - lr * g[name] for name in par}
        if r % 1000 == 0:
            print(f"round {r:5d}  cost {quality(X, Y, par):.5f}")
    return par


if __name__ == "__main__":
    rng = np.random.default_rng(5)
    X = np.linspace(-2, 2, 120).reshape(1, -1)
    Y = np.sin(2.5 * X) + 0.3 * X
    par = fit(X, Y, 15, 5000, 0.1, rng)
    print("cost after the last round:", quality(X, Y, par))
