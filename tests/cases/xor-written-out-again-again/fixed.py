import numpy as np


def sig(z):
    return 1 / (1 + np.exp(-z))


def step(old, slope, rate=0.8):
    return old - rate * slope


X = np.array([[1, 1, 1], [1, 0, 1], [0, 1, 1], [0, 0, 1]])  # the last column is the constant
want = np.array([0, 1, 1, 0])

u = np.array([[0.9, 0.1], [0.3, 0.5], [-0.4, 0.2]])  # u[input, hidden]
v = np.array([0.8, -0.7])

for turn in range(20001):
    outs = []
    for i in range(X.shape[0]):
        a = sig(u[0, 0] * X[i][0] + u[1, 0] * X[i][1] + u[2, 0] * X[i][2])
        b = sig(u[0, 1] * X[i][0] + u[1, 1] * X[i][1] + u[2, 1] * X[i][2])
        out = sig(v[0] * a + v[1] * b)
        outs.append(out)

        d_out = -(want[i] - out)

        d_u00 = d_out * out * (1 - out) * v[0] * a * (1 - a) * X[i][0]
        d_u01 = d_out * out * (1 - out) * v[1] * b * (1 - b) * X[i][0]
        d_u10 = d_out * out * (1 - out) * v[0] * a * (1 - a) * X[i][1]
        d_u11 = d_out * out * (1 - out) * v[1] * b * (1 - b) * X[i][1]
        d_u20 = d_out * out * (1 - out) * v[0] * a * (1 - a) * X[i][2]
        d_u21 = d_out * out * (1 - out) * v[1] * b * (1 - b) * X[i][2]

        d_v0 = d_out * out * (1 - out) * a
        d_v1 = d_out * out * (1 - out) * b

        u[0, 0] = step(u[0, 0], d_u00)
        u[0, 1] = step(u[0, 1], d_u01)
        u[1, 0] = step(u[1, 0], d_u10)
        u[1, 1] = step(u[1, 1], d_u11)
        u[2, 0] = step(u[2, 0], d_u20)
        u[2, 1] = step(u[2, 1], d_u21)
        v[0] = step(v[0], d_v0)
        v[1] = step(v[1], d_v1)

    if turn % 2000 == 0:
        print('turn', turn, 'E', np.sum((want - np.array(outs)) ** 2) / 2)

total = 0
for i in range(4):
    a = sig(u[0, 0] * X[i][0] + u[1, 0] * X[i][1] + u[2, 0] * X[i][2])
    b = sig(u[0, 1] * X[i][0] + u[1, 1] * X[i][1] + u[2, 1] * X[i][2])
    out = sig(v[0] * a + v[1] * b)
    total += (want[i] - out) ** 2 / 2
    print('in', X[i][:2], 'out', round(float(out), 3), 'want', want[i])
print('E at the end', total)
