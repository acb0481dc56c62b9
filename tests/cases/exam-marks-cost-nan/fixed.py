import numpy as np


def logistic(z):
    return 1.0 / (1.0 + np.exp(-z))


def cost_of(x, y, theta):
    h = logistic(np.dot(x, theta))
    return np.sum(-y * np.log(h) - (1 - y) * np.log(1 - h))


def batch_descent(x, y, theta, alpha, rounds):
    history = np.zeros(rounds)
    for it in range(rounds):
        h = logistic(np.dot(x, theta))
        new_theta = np.zeros(len(theta))
        for feature in range(len(theta)):
            new_theta[feature] = theta[feature] - alpha * np.sum((h - y) * x[:, feature])
        theta = new_theta
        history[it] = cost_of(x, y, theta)
        if it % 200 == 0:
            print("round", it, "cost", history[it])
    return theta, history


def read_marks(n, seed):
    # two marks between 30 and 100; admitted or not
    rng = np.random.RandomState(seed)
    marks = rng.uniform(30, 100, (n, 2))
    admitted = (marks[:, 0] + 0.8 * marks[:, 1] + rng.normal(0, 8, n) > 118).astype(float)
    return np.column_stack([np.ones(n), marks]), admitted


x, y = read_marks(100, 1)
mean, spread = x.mean(axis=0), x.std(axis=0)
mean[0], spread[0] = 0, 1
x = (x - mean) / spread
theta, history = batch_descent(x, y, np.zeros(3), 0.01, 1000)

xx, yy = read_marks(60, 2)
xx = (xx - mean) / spread
answer = logistic(np.dot(xx, theta)) >= 0.5
print("theta", theta)
print("final cost:", history[-1])
print("right on new students:", np.mean(answer == yy))
