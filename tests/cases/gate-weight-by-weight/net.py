import numpy as np


def sig(z):
    return 1 / (1 + np.exp(-z))


def step(old, slope, rate=0.5):
    return old - rate * slope


X = np.array([[1, 1], [1, 0], [0, 1], [0, 0]])
y = np.array([0, 1, 1, 0])
np.random.seed(2)
wa = np.random.uniform(-1, 1, (2, 2))
wb = np.random.uniform(-1, 1, 2)

for epoch in range(8000):
    seen = []
    for i in range(X.shape[0]):
        # forward, everything written out
        h0 = sig(wa[0, 0] * X[i][0] + wa[1, 0] * X[i][1])
        h1 = sig(wa[0, 1] * X[i][0] + wa[1, 1] * X[i][1])
        out = sig(wb[0] * h0 + wb[1] * h1)
        seen.append(out)

        # backward
        miss = -(y[i] - out)
        da_00 = miss * out * (1 - out) * wb[0] * h0 * (1 - h0) * X[i][0]
        da_01 = miss * out * (1 - out) * wb[1] * h1 * (1 - h1) * X[i][0]
        da_10 = miss * out * (1 - out) * wb[0] * h0 * (1 - h0) * X[i][1]
        da_11 = miss * out * (1 - out) * wb[1] * h1 * (1 - h1) * X[i][1]
        db_0 = miss * h0
        db_1 = miss * h1

        wa[0, 0] = step(wa[0, 0], da_00)
        wa[0, 1] = step(wa[0, 1], da_01)
        wa[1, 0] = step(wa[1, 0], da_10)
        wa[1, 1] = step(wa[1, 1], da_11)
        wb[0] = step(wb[0], db_0)
        wb[1] = step(wb[1], db_1)
    if epoch % 2000 == 0:
        print("epoch", epoch, "error", 0.5 * np.sum((y - np.array(seen)) ** 2))

print("answers", np.round(seen, 3))
print("last error:", 0.5 * np.sum((y - np.array(seen)) ** 2))
