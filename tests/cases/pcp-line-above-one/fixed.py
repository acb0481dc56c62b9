import numpy as np

slope, height = 1.0, 1.5


def side(x):
    if x[1] > slope * x[0] + height:
        return 1
    else:
        return -1


def scatter(n, rng):
    X = rng.normal(1, 2, (3 * n, 2))
    # leave a small gap along the line, so that the points can be separated
    gap = np.abs(X[:, 1] - slope * X[:, 0] - height)
    return X[gap > 0.3][:n]


def sides(X):
    return np.array([side(x) for x in X])


def correct_until(X, y, limit):
    Z = np.hstack((X, np.ones((len(X), 1))))
    w = np.zeros(Z.shape[1])
    rounds = 0
    while not all(s > 0 for s in y * Z.dot(w)):
        i = np.argmin(y * Z.dot(w))      # the worst point
        w = w + y[i] * Z[i]
        rounds += 1
        if rounds % 500 == 0:
            print(rounds, w, "wrong:", np.sum(y * Z.dot(w) <= 0))
        if rounds >= limit:
            print("gave up")
            break
    return w, rounds


if __name__ == '__main__':
    rng = np.random.RandomState(0)
    X = scatter(60, rng)
    y = sides(X)
    w, rounds = correct_until(X, y, 3000)
    Z = np.hstack((X, np.ones((len(X), 1))))
    print("w =", w, "after", rounds, "corrections")
    print("wrong points:", np.sum(y * Z.dot(w) <= 0))
    print("corrections needed:", rounds)
