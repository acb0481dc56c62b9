import numpy as np


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def hypothesis(theta, X):
    return sigmoid(np.matmul(X, theta))


def cost(theta, X, y):
    hypo = hypothesis(theta, X)
    return np.mean(-y * np.log(hypo) - (1 - y) * np.log(1 - hypo))


def gradient(theta, X, y):
    hypo = hypothesis(theta, X)
    grad = np.zeros(theta.shape)
    for j in range(len(theta)):
        grad[j] = np.mean((hypo - y) * X[:, j])
    return grad


def fit(X, y, alpha, turns):
    theta = np.zeros(X.shape[1])
    for i in range(turns):
        theta = theta - alpha * gradient(theta, X, y)
        if i % 500 == 0:
            print("turn", i, "cost", cost(theta, X, y))
    return theta


def accuracy(theta, X, y):
    return np.mean((hypothesis(theta, X) >= 0.5) == (y.ravel() == 1))


if __name__ == "__main__":
    rng = np.random.RandomState(5)
    exams = rng.uniform(-1, 1, (100, 2))
    # the table as it came from the file: two marks and whether the student got in
    table = np.column_stack([exams, exams[:, 0] + exams[:, 1] + rng.normal(0, 0.2, 100) > 0.3])
    X = np.column_stack([np.ones(100), table[:, :2]])
    y = table[:, 2]
    theta = fit(X, y, 0.5, 3001)
    print("theta", theta)
    print("training accuracy", accuracy(theta, X, y))
