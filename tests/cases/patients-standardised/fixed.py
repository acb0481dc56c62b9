import numpy as np


def make_patients(n, rng):
    age = rng.randint(20, 80, n)
    pulse = rng.randint(50, 110, n)
    pressure = rng.randint(100, 180, n)
    X = np.column_stack((age, pulse, pressure))
    # inconspicuous = everything near the middle
    d = ((age - 50) / 17) ** 2 + ((pulse - 80) / 17) ** 2 + ((pressure - 140) / 23) ** 2
    return X, (d < 1.9).astype(float)


def standardise(X):
    X = X.astype(float)
    for j in range(X.shape[1]):
        m, s = X[:, j].mean(), X[:, j].std()
        X[:, j] = (X[:, j] - m) / s
    return X


def start(n_in, n_hid, rng):
    return (rng.randn(n_in, n_hid) * 0.8, np.zeros(n_hid), rng.randn(n_hid) * 0.3, 0.0)


def evaluate(params, X):
    W, b, v, c = params
    H = np.tanh(X @ W + b)
    return H, 1 / (1 + np.exp(-(H @ v + c)))


def slopes(params, X, y):
    W, b, v, c = params
    H, p = evaluate(params, X)
    d = (p - y) / len(y)
    dH = np.outer(d, v) * (1 - H ** 2)
    return X.T @ dH, dH.sum(axis=0), H.T @ d, d.sum()


def main():
    rng = np.random.RandomState(30)
    X, y = make_patients(400, rng)
    X = standardise(X)
    params = start(3, 14, rng)
    for k in range(3000):
        params = tuple(p - 1.0 * g for p, g in zip(params, slopes(params, X, y)))
        if k % 500 == 0:
            p = evaluate(params, X)[1]
            print(k, 'cross-entropy', -np.mean(np.log(np.where(y == 1, p, 1 - p))))
    print('classified well:', np.mean((evaluate(params, X)[1] > 0.5) == y))


main()
