import numpy as np


def softmax(z):
    return np.exp(z) / np.sum(np.exp(z))


def add_ones(X):
    return np.hstack([np.ones((X.shape[0], 1)), X])


def cost(X, Y, theta):
    p = softmax(X @ theta)
    return -np.sum(Y * np.log(p)) / len(X)


def gradient(X, Y, theta):
    p = softmax(X @ theta)
    return X.T @ (p - Y) / len(X)


def fit(X, Y, alpha, iterations):
    theta = np.zeros((X.shape[1], Y.shape[1]))
    for i in range(iterations):
        theta = theta - alpha * gradient(X, Y, theta)
        if i % 200 == 0:
            print("iteration", i, "cost", cost(X, Y, theta))
    return theta


def make_flowers(rng, per_kind):
    means = np.array([[5.0, 3.4, 1.5, 0.25], [5.9, 2.8, 4.3, 1.3], [6.6, 3.0, 5.5, 2.0]])
    X = np.vstack([m + rng.normal(0, [0.35, 0.3, 0.3, 0.2], (per_kind, 4)) for m in means])
    return X, np.repeat(np.arange(3), per_kind)


if __name__ == "__main__":
    rng = np.random.RandomState(3)
    X, y = make_flowers(rng, 50)
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    X = add_ones(X)
    Y = np.eye(3)[y]
    theta = fit(X, Y, 0.3, 1000)
    p = softmax(X @ theta)
    print("first row:", p[0], "sum", p[0].sum())
    print("accuracy:", np.mean(np.argmax(p, axis=1) == y))
    print("cost at the end:", cost(X, Y, theta))
