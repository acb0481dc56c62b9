import numpy as np
np.random.seed(0)
m = 80
X = np.c_[np.ones(m), np.random.randn(m, 2)]
y = X @ np.array([3., -1., 2.]) + 0.1 * np.random.randn(m)
theta = np.zeros(3)
alpha = 0.05
def J(theta):
    return ((X.dot(theta) - y) ** 2).sum() / (2 * m)
for it in range(300):
    theta = theta - alpha / m * X.T.dot(X.dot(theta) - y)
    if it % 50 == 0:
        print(it, J(theta))
print(theta)
