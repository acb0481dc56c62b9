import numpy as np


def normalise(data, reference):
    mu = np.mean(reference, axis=0)
    sigma = np.std(reference, axis=0)
    return (data - mu) / sigma


def with_ones(x):
    return np.hstack((np.ones((x.shape[0], 1)), x))


def compute_cost(x, y, theta):
    m = len(y)
    return np.sum((x @ theta - y) ** 2) / (2 * m)


def gradient_descent(x, y, theta, alpha, iterations):
    m = len(y)
    costs = []
    for _ in range(iterations):
        theta = theta - alpha / m * (x.T @ (x @ theta - y))
        costs.append(compute_cost(x, y, theta))
    return theta, costs


def houses(n, rng, smallest, largest):
    size = rng.uniform(smallest, largest, n)
    rooms = np.round(size / 35 + rng.normal(0, 0.7, n)).clip(1)
    price = 15 + 2.4 * size + 6 * rooms + rng.normal(0, 8, n)
    return np.column_stack((size, rooms)), price.reshape(-1, 1)


if __name__ == "__main__":
    rng = np.random.RandomState(6)
    x_train, y_train = houses(120, rng, 30, 260)
    # the houses of one street, they are all rather large
    x_test, y_test = houses(25, rng, 170, 250)

    theta = np.zeros((3, 1))
    theta, costs = gradient_descent(with_ones(normalise(x_train, x_train)), y_train, theta, 0.1, 400)
    print("cost at the start", costs[0], "and in the end", costs[-1])
    print("theta", theta.ravel())

    guess = with_ones(normalise(x_test, x_train)) @ theta
    for i in range(4):
        print("size %.0f price %.0f predicted %.0f" % (x_test[i, 0], y_test[i, 0], guess[i, 0]))
    print("mean absolute error on the test street:", np.mean(np.abs(guess - y_test)))
