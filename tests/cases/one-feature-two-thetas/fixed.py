import numpy as np

# one feature: size of a town (in ten thousands), target: takings of the shop
rng = np.random.RandomState(20)
size = 5 + rng.exponential(3, 97)
takings = 1.2 * size - 4 + rng.normal(0, 1.5, 97)

X = np.stack((np.ones(size.shape[0]), size), axis=-1)
y = takings
m = X.shape[0]

alpha = 0.01
rounds = 4000
theta = np.array([0.0, 0.0])


def hypothesis(X, theta):
    return np.matmul(X, theta)


def cost(X, y, theta, m):
    return 1 / (2 * m) * np.sum((hypothesis(X, theta) - y) ** 2)


def descend(X, y, theta, m, alpha):
    theta0 = theta[0]
    theta1 = theta[1]
    history = []
    for i in range(rounds):
        theta = np.array([theta0, theta1])
        history.append(cost(X, y, theta, m))
        gap = hypothesis(X, theta) - y
        theta0 = theta0 - alpha / m * np.sum(gap * X[:, 0])
        theta1 = theta1 - alpha / m * np.sum(gap * X[:, 1])
        if i % 500 == 0:
            print("round", i, "cost", history[-1])
    return np.array([theta0, theta1]), history


theta, history = descend(X, y, theta, m, alpha)
print("theta:", theta)
print("end cost:", history[-1])
