import numpy as np

np.random.seed(3)

bits = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]).T
truth = np.array([[0, 1, 1, 0]])

n_in, n_mid, n_top = 2, 5, 1
count = 4
step = 0.5


def squash(z):
    return 1 / (1 + np.exp(-z))


def squash_slope(z):
    return squash(z) * (1 - squash(z))


Wa = np.random.randn(n_mid, n_in) * 0.01
ca = np.zeros((n_mid, 1))
Wb = np.random.randn(n_top, n_mid) * 0.01
cb = np.zeros((n_top, 1))

for i in range(10001):
    pre1 = np.dot(Wa, bits) + ca
    mid = squash(pre1)
    pre2 = np.dot(Wb, mid) + cb
    top = squash(pre2)

    price = np.sum(-truth * np.log(top) + (1 - truth) * np.log(1 - top)) / count

    e2 = top - truth
    gWb = np.dot(e2, mid.T) / count
    gcb = np.sum(e2, axis=1, keepdims=True) / count
    e1 = np.dot(Wb.T, e2) * squash_slope(pre1)
    gWa = np.dot(e1, bits.T) / count
    gca = np.sum(e1, axis=1, keepdims=True) / count

    Wa = Wa - gWa * step
    ca = ca - gca * step
    Wb = Wb - gWb * step
    cb = cb - gcb * step

    if i % 2000 == 0:
        print(i, price)

print("predictions", np.round(top, 3))
print("mean distance to the truth:", np.mean(np.abs(top - truth)))
