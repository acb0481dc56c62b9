import numpy as np


def sig(x):
    return 1 / (1 + np.exp(-x))


def step(weight, slope):
    return weight - 0.8 * slope


X = np.array([[1, 1], [1, 0], [0, 1], [0, 0]])
y = np.array([0, 1, 1, 0])
w0 = np.array([[.9, .1], [.3, .5]])    # inputs -> hidden
w1 = np.array([.8, -.7])               # hidden -> output
b0 = np.array([.2, -.1])
b1 = 0.1

for turn in range(8000):
    total = 0
    for i in range(X.shape[0]):
        # forward
        h0 = sig(w0[0, 0] * X[i][0] + w0[1, 0] * X[i][1] + b0[0])
        h1 = sig(w0[0, 1] * X[i][0] + w0[1, 1] * X[i][1] + b0[1])
        out = sig(w1[0] * h0 + w1[1] * h1 + b1)
        total += 0.5 * (y[i] - out) ** 2

        # backward
        e = -(y[i] - out)
        g00 = e * out * (1 - out) * w1[0] * h0 * (1 - h0) * X[i][0]
        g01 = e * out * (1 - out) * w1[1] * h1 * (1 - h1) * X[i][0]
        g10 = e * out * (1 - out) * w1[0] * h0 * (1 - h0) * X[i][1]
        g11 = e * out * (1 - out) * w1[1] * h1 * (1 - h1) * X[i][1]
        s0 = e * out * (1 - out) * h0
        s1 = e * out * (1 - out) * h1
        c0 = e * out * (1 - out) * w1[0] * h0 * (1 - h0)
        c1 = e * out * (1 - out) * w1[1] * h1 * (1 - h1)
        c2 = e * out * (1 - out)

        w0[0, 0] = step(w0[0, 0], g00)
        w0[0, 1] = step(w0[0, 1], g01)
        w0[1, 0] = step(w0[1, 0], g10)
        w0[1, 1] = step(w0[1, 1], g11)
        w1[0] = step(w1[0], s0)
        w1[1] = step(w1[1], s1)
        b0[0] = step(b0[0], c0)
        b0[1] = step(b0[1], c1)
        b1 = step(b1, c2)
    if turn % 1000 == 0:
        print("turn", turn, "error ->", total)

print("w0", w0, "w1", w1)
print("error at the end:", total)
