import numpy as np

np.random.seed(2)
N = 200
X = np.random.rand(N, 1)
y = (4 + 3 * X[:, 0] + .2 * np.random.randn(N)).reshape(-1, 1)

# a column of ones for the offset
one = np.ones((N, 1))
Xbar = np.concatenate((one, X), axis=1)


def grad(w):
    return 1 / N * Xbar.T.dot(Xbar.dot(w) - y)


def cost(w):
    return .5 / N * np.linalg.norm(y - Xbar.dot(w)) ** 2


def descend(w_init, grad, eta, most=2000, gamma=1e-4):
    w = [w_init]
    for it in range(most):
        w_new = w[-1] - eta * grad(w[-1])
        w.append(w_new)
        if it % 200 == 0:
            print("step", it, "cost", cost(w_new))
        if np.linalg.norm(grad(w_new)) / w_new.size < gamma:
            break
    return w, it


w_init = np.array([[2.0], [1.0]])
w1, it1 = descend(w_init, grad, 0.5)
print("found w after %d iterations:" % (it1 + 1), np.mean(w1[-1], axis=1))
line = Xbar.dot(np.mean(w1[-1], axis=1))
print("distance from the true line:", np.mean(np.abs(line - (4 + 3 * X[:, 0]))))
