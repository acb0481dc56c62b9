# univariate linear regression
import numpy as np


def cost_function(guess, y, m):
    return (1 / (2 * m)) * ((guess - y) ** 2).sum()


def hypothesis(X, theta):
    return X.dot(theta)


def descend(X, y, theta, m, alpha):
    for i in range(4000):
        gap = hypothesis(X, theta) - y
        move0 = alpha * (1 / m) * gap.sum()
        move1 = alpha * (1 / m) * (gap * X[:, 1]).sum()
        theta[0][0] -= move0
        theta[1][0] -= move1
        if i % 800 == 0:
            print('step', i, 'cost', cost_function(hypothesis(X, theta), y, m))
    return theta


if __name__ == '__main__':
    # people of the town (in 10,000s), profit of the lorry
    rng = np.random.default_rng(6)
    people = rng.uniform(4, 12, 80)
    profit = 1.2 * people - 4 + rng.normal(0, 1.5, 80)
    data = np.column_stack([people, profit])

    y = data[:, 1]
    m = y.size
    X = np.ones(shape=(m, 2))
    X[:, 1] = data[:, 0]
    theta = np.zeros(shape=(2, 1))
    alpha = 0.01

    theta = descend(X, y, theta, m, alpha)
    print('theta', theta.ravel())
    print('profit of a town of 70,000:', hypothesis(np.array([[1, 7.0]]), theta)[0, 0])
    print('mean squared error:', np.mean((hypothesis(X, theta).ravel() - data[:, 1]) ** 2))
