import numpy as np

rng = np.random.RandomState(3)
pop = rng.uniform(5, 20, 80)
profit = 1.2 * pop - 4 + rng.normal(0, 1, 80)
X = np.matrix(np.column_stack([np.ones(80), (pop - pop.mean()) / pop.std()]))
y = np.matrix(profit).T
theta = np.matrix(np.array([0, 0]))


def computeCost(X, y, theta):
    inner = np.power(((X * theta.T) - y), 2)
    return np.sum(inner) / (2 * len(X))


def gradientDescent(X, y, theta, alpha, iters):
    temp = np.matrix(np.zeros(theta.shape))
    parameters = int(theta.ravel().shape[1])
    cost = np.zeros(iters)
    for i in range(iters):
        error = (X * theta.T) - y
        for j in range(parameters):
            term = np.multiply(error, X[:, j])
            temp[0, j] = theta[0, j] - ((alpha / len(X)) * np.sum(term))
        theta = temp
        cost[i] = computeCost(X, y, theta)
    return theta, cost


g, cost = gradientDescent(X, y, theta, 0.05, 500)
print(g, cost[-1])
