import numpy as np


def make_houses(n, rng):
    area = rng.normal(10500, 4000, n).clip(1500)
    quality = rng.integers(1, 11, n)
    basement = rng.normal(1050, 400, n).clip(0)
    rooms = rng.integers(3, 12, n)
    garage = rng.normal(470, 200, n).clip(0)
    worth = area / 4000 + quality / 2.5 + basement / 500 + rooms / 4 + garage / 300 + rng.normal(0, 0.3, n)
    table = np.column_stack([area, quality, basement, rooms, garage])
    return table, (worth > np.median(worth)).astype(float).reshape(-1, 1)


def pair(n_in, n_out, rng):
    return 0.1 * rng.standard_normal((n_in, n_out)), np.zeros(n_out)


def relu(z):
    return np.maximum(0, z)


def forward(p, x):
    z1 = x @ p["w1"] + p["b1"]
    a1 = relu(z1)
    z2 = a1 @ p["w2"] + p["b2"]
    a2 = relu(z2)
    z3 = a2 @ p["w3"] + p["b3"]
    return z1, a1, z2, a2, 1 / (1 + np.exp(-np.clip(z3, -500, 500)))


def cross_entropy(out, y):
    out = np.clip(out, 1e-7, 1 - 1e-7)
    return -np.mean(y * np.log(out) + (1 - y) * np.log(1 - out))


def backward(p, x, y):
    z1, a1, z2, a2, out = forward(p, x)
    n = len(x)
    d3 = (out - y) / n
    d2 = (d3 @ p["w3"].T) * (z2 > 0)
    d1 = (d2 @ p["w2"].T) * (z1 > 0)
    return {"w3": a2.T @ d3, "b3": d3.sum(axis=0), "w2": a1.T @ d2, "b2": d2.sum(axis=0),
            "w1": x.T @ d1, "b1": d1.sum(axis=0)}


if __name__ == "__main__":
    rng = np.random.default_rng(8)
    X, Y = make_houses(1000, rng)
    # bring every column to mean 0 and spread 1
    X_scale = (X - X.mean(axis=0)) / X.std(axis=0)
    X_train, Y_train = X[:700], Y[:700]
    X_test, Y_test = X[700:], Y[700:]

    p = {}
    p["w1"], p["b1"] = pair(5, 16, rng)
    p["w2"], p["b2"] = pair(16, 16, rng)
    p["w3"], p["b3"] = pair(16, 1, rng)
    for epoch in range(60):
        for i in range(0, 700, 32):
            g = backward(p, X_train[i:i + 32], Y_train[i:i + 32])
            for k in p:
                p[k] -= 0.1 * g[k]
        if epoch % 10 == 9:
            print("epoch", epoch + 1, "loss", cross_entropy(forward(p, X_train)[-1], Y_train))
    print("test accuracy:", np.mean((forward(p, X_test)[-1] > 0.5) == (Y_test > 0.5)))
