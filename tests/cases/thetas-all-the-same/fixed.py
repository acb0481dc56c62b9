import numpy as np


def load_houses(n=90, seed=2):
    rng = np.random.RandomState(seed)
    size = rng.normal(2000, 600, n)
    rooms = rng.randint(1, 6, n)
    age = rng.uniform(0, 80, n)
    price = 90000 + 140 * size - 8700 * rooms - 900 * age + rng.normal(0, 4000, n)
    return np.stack([size, rooms, age], axis=1), price / 100000


def featureNormalize(X):
    mu = np.mean(X, axis=0)
    sigma = np.std(X, axis=0)
    return (X - mu) / sigma, mu, sigma


def computeCost(X, y, theta):
    m = y.shape[0]
    h = np.dot(X, theta)
    return np.sum((h - y) ** 2) / (2 * m)


def gradientDescent(X, y, theta, alpha, num_iters):
    m = y.shape[0]
    theta = theta.copy()
    J_history = []
    for i in range(num_iters):
        temp = np.dot(X, theta) - y
        temp = np.dot(X.T, temp)
        # sum over all rows, as in the formula
        theta = theta - (alpha / m) * temp
        J_history.append(computeCost(X, y, theta))
    return theta, J_history


if __name__ == "__main__":
    X, y = load_houses()
    X, mu, sigma = featureNormalize(X)
    X = np.concatenate([np.ones((len(y), 1)), X], axis=1)
    theta, J_history = gradientDescent(X, y, np.zeros(X.shape[1]), 0.1, 400)
    for i in range(0, 400, 100):
        print("iteration", i, "J", J_history[i])
    print("theta", theta)
    house = np.concatenate([[1], (np.array([1650, 3, 20]) - mu) / sigma])
    print("price of a 1650 sq-ft house: $%.0f" % (100000 * np.dot(house, theta)))
    print("J at the end:", J_history[-1])
