import numpy as np

NUM_ITERS = 20000
ALPHA = 0.0005


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def cost_function(X, y, theta):
    h = sigmoid(np.dot(X, theta))
    num_examples = X.shape[0]
    return (1 / num_examples * (np.dot(y.T, np.log(h)) - np.dot((1 - y).T, np.log(1 - h)))).item()


def accuracy(X, y, theta):
    return np.mean((sigmoid(np.dot(X, theta)) >= 0.5) == (y == 1)) * 100


def batch_gradient(X, y, theta):
    num_examples = X.shape[0]
    for i in range(NUM_ITERS):
        h = sigmoid(np.dot(X, theta))
        theta = theta - ALPHA / num_examples * np.dot(X.T, h - y)
        if i % 4000 == 0:
            print(i, "cost", cost_function(X, y, theta), "accuracy", accuracy(X, y, theta))
    return theta


def make_students(n):
    # marks out of 100 in two exams; the two together decide on admission
    exams = np.random.uniform(30, 100, (n, 2))
    total = exams[:, 0] + exams[:, 1] + np.random.normal(0, 9, n)
    return exams, (total > 130).astype(float).reshape(-1, 1)


if __name__ == "__main__":
    np.random.seed(2)
    exams, y = make_students(100)
    X = np.hstack([np.ones((100, 1)), exams])
    theta = np.random.rand(3, 1) * 0.01
    theta = batch_gradient(X, y, theta)
    print("theta", theta.ravel())
    print("final accuracy %.1f" % accuracy(X, y, theta))
    print("final cost %.4f" % cost_function(X, y, theta))
