import numpy as np


def passengers(n, rng):
    """rows of X: constant 1, woman, class / 3, age / 80, fare / 100"""
    woman = rng.integers(0, 2, n)
    travel_class = rng.integers(1, 4, n)
    age = np.clip(rng.normal(32, 14, n), 1, 80)
    fare = np.clip(90 / travel_class ** 1.5 + rng.normal(0, 6, n), 3, None)
    chance = 2.5 * woman - 1.1 * travel_class - 0.02 * age + 1.9
    y = (chance + 0.7 * rng.logistic(size=n) > 0).astype(int)
    X = np.array([np.ones(n), woman, travel_class / 3, age / 80, fare / 100])
    return X, y.reshape(n, 1)


rng = np.random.default_rng(17)
X, Y = passengers(700, rng)

iterations = 2000
alpha = 1.0
epsilon = 0.1
theta = rng.random((X.shape[0], 1))
errorLog = np.empty(iterations)

for i in range(iterations):
    thetaX = np.dot(theta.transpose(), X)
    hx = 1 / (1 + np.exp(-thetaX))
    diff = np.subtract(hx, Y.transpose())
    derivative = np.dot(diff, X.transpose())
    theta = theta - (alpha / X.shape[1]) * derivative.transpose()

    hxNew = 1 / (1 + np.exp(-np.dot(theta.transpose(), X)))
    # keep away from log(0)
    hxLog = np.subtract(hxNew, epsilon)
    costerror = Y.transpose() * np.log(hxLog) + (1 - Y.transpose()) * np.log(1 - hxLog)
    errorLog[i] = -costerror.sum() / Y.shape[0]
    if i % 400 == 0:
        print("iteration", i, "error", errorLog[i])

survived = (hxNew > 0.5).astype(int)
print("theta", theta.ravel())
print("passengers told right:", np.mean(survived == Y.transpose()))
print("last error:", errorLog[-1])
