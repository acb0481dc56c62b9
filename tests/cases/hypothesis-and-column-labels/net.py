import numpy as np


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def cost(theta, X, y):
    m = len(y)
    hypo = sigmoid(np.matmul(X, theta))
    J = (-1. / m) * (np.matmul(y.T, np.log(hypo)) + np.matmul((1 - y).T, np.log(1 - hypo)))
    return J.item()


def gradient(theta, X, y):
    hypo = sigmoid(np.matmul(X, theta))
    grad = np.zeros(theta.shape)
    for j in range(len(theta)):
        grad[j] = np.mean((hypo - y) * X[:, j])
    return grad


def descend(theta, X, y, rate, steps):
    for k in range(steps):
        theta = theta - rate * gradient(theta, X, y)
        if k % 500 == 0:
            print(k, cost(theta, X, y))
    return theta


rng = np.random.RandomState(14)
exams = rng.uniform(30, 100, (100, 2))
admitted = (exams.sum(axis=1) + rng.normal(0, 6, 100) > 125).astype(float)
scaled = (exams - exams.mean(axis=0)) / exams.std(axis=0)
X = np.hstack([np.ones((100, 1)), scaled])
y = admitted.reshape(100, 1)

theta = descend(np.zeros(3), X, y, 0.5, 2001)
guess = sigmoid(np.matmul(X, theta)) > 0.5
print("theta", theta)
print("cost", cost(theta, X, y))
print("share right", np.mean(guess == admitted))
