import numpy as np


def guess(X, theta):
    return X.dot(theta)


def misfit(X, y, theta, m):
    return ((guess(X, theta) - y) ** 2).sum() / (2 * m)


def descend(X, y, theta, m, alpha, turns):
    for i in range(turns):
        t0 = theta[0][0] - alpha * (1 / m) * (guess(X, theta) - y).sum()
        t1 = theta[1][0] - alpha * (1 / m) * ((guess(X, theta) - y) * X[:, 1]).sum()
        # both at once, after both were computed
        theta[0][0] = t0
        theta[1][0] = t1
        if i % 300 == 0:
            print("turn", i, "misfit", misfit(X, y, theta, m))
    return theta


def read_towns():
    # inhabitants (in 10000) and profit of the shop there
    rng = np.random.RandomState(7)
    people = 5 + rng.exponential(3.2, 97)
    profit = 1.2 * people - 3.9 + rng.normal(0, 2.0, 97)
    return np.column_stack([people, profit])


if __name__ == '__main__':
    data = read_towns()
    y = data[:, 1]
    m = y.size
    X = np.ones(shape=(m, 2))
    X[:, 1] = data[:, 0]
    theta = np.zeros(shape=(2, 1))
    alpha = 0.01
    theta = descend(X, y, theta, m, alpha, 1501)
    print("theta:", theta.ravel())
    print("last misfit:", misfit(X, y, theta, m))
