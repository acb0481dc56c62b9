import numpy as np
from sklearn.datasets import load_digits

np.random.seed(22)


def bend(z):
    return 1 / (1 + np.exp(-z))


def bend_slope(z):
    s = bend(z)
    return s * (1 - s)


def weigh(pics, W, B):
    return pics.dot(W) + B.T


def half_square(wanted, got):
    return 0.5 * np.sum((wanted - got) ** 2) / len(wanted)


pictures, digits = load_digits(return_X_y=True)
X = pictures / 16
Y = np.eye(10)[digits]

epochs = 15
size = 20
pace = 3

c = np.random.randn(30, 1)
C = np.random.randn(10, 1)
U = np.random.randn(64, 30) / 8
V = np.random.randn(30, 10) / 5

for i in range(epochs):
    order = np.random.permutation(len(X))
    X, Y = X[order], Y[order]

    for start in range(0, len(X), size):
        pics = X[start:start + size]
        wish = Y[start:start + size]
        n = len(pics)

        sum_mid = weigh(pics, U, c)
        act_mid = bend(sum_mid)
        sum_top = weigh(act_mid, V, C)
        act_top = bend(sum_top)

        pull_top = (act_top - wish) * bend_slope(sum_top)
        pull_mid = np.multiply(np.dot(pull_top, V.T), bend_slope(sum_mid))

        g_C = np.sum(pull_top, axis=0).reshape(10, 1)
        g_c = np.sum(pull_mid, axis=0).reshape(30, 1)
        g_V = np.dot(act_mid.T, pull_top)
        g_U = np.dot(pics.T, pull_mid)

        c = np.subtract(c, (pace / n) * g_c)
        C = np.subtract(C, (pace / n) * g_C)
        U = np.subtract(U, (pace / n) * g_U)
        V = np.subtract(V, (pace / n) * g_V)

    all_out = bend(weigh(bend(weigh(X, U, c)), V, C))
    print(i, 'cost', half_square(Y, all_out), 'hit rate', np.mean(all_out.argmax(axis=1) == Y.argmax(axis=1)))
