import numpy as np


def district_data(n=200):
    rng = np.random.RandomState(12)
    rooms = rng.normal(6.2, 0.7, n)
    crime = rng.exponential(3.0, n)
    dist = rng.uniform(1, 10, n)
    tax = rng.uniform(200, 700, n)
    price = 9 * (rooms - 6) - 0.4 * crime + 0.3 * dist - 0.01 * tax + 25 + rng.normal(0, 1, n)
    return np.column_stack([rooms, crime, dist, tax]), price


def standardise(X):
    return (X - X.mean(axis=0)) / X.std(axis=0)


def predict(X, theta):
    return X @ theta


def gradient_descent(X, y, alpha, iters):
    n = X.shape[0]
    theta = np.zeros((X.shape[1], 1))
    for it in range(iters):
        miss = np.subtract(predict(X, theta), y)
        gradient = X.T @ miss / n
        theta = theta - alpha * gradient
        if it % 100 == 0:
            print("iteration", it, "cost", np.mean(miss ** 2) / 2)
    return theta


if __name__ == "__main__":
    X, y = district_data()
    X = np.hstack([np.ones((len(X), 1)), standardise(X)])
    theta = gradient_descent(X, y, 0.1, 501)
    print("theta of the first column:", np.round(theta[:, 0], 2))
    left = predict(X, theta) - y.reshape(-1, 1)
    print("rmse on the districts: %.4f" % np.sqrt(np.mean(left ** 2)))
