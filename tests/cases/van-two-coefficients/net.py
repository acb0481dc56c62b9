import numpy as np

# profit of an ice cream van against the temperature
np.random.seed(21)
raw = np.empty((97, 2))
raw[:, 0] = np.random.uniform(-1.5, 3.5, 97)
raw[:, 1] = 1.8 * raw[:, 0] - 1.1 + 0.3 * np.random.randn(97)

A = np.stack((np.ones(raw.shape[0]), raw[:, 0]), axis=-1)
t = raw[:, 1]
n = A.shape[0]
rounds = 400
coef = np.array([[0.], [0.]])


def line(A, coef):
    return np.matmul(A, coef)


def price(A, t, coef, n):
    return 1 / (2 * n) * np.sum((line(A, coef) - t) ** 2)


history = []


def fall(A, t, coef, n, step):
    c0 = coef[0, 0]
    c1 = coef[1, 0]
    for i in range(rounds):
        coef = np.array([[c0], [c1]])
        history.append(price(A, t, coef, n))
        c0, c1 = (c0 - step / n * np.sum((line(A, coef) - t) * A[:, 0]),
                  c1 - step / n * np.sum((line(A, coef) - t) * A[:, 1]))
    return np.array([[c0], [c1]])


coef = fall(A, t, coef, n, 0.05)
print("first prices", history[:3])
print("coefficients", coef.ravel())
misses = line(A, coef).ravel() - raw[:, 1]
print("typical miss:", np.sqrt(np.mean(misses ** 2)))
