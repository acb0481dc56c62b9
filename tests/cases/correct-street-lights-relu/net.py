import numpy as np

np.random.seed(1)


def ramp(x):
    return (x > 0) * x


def ramp_slope(output):
    return output > 0


panels = np.array([[1, 0, 1, 1],
                         [0, 1, 1, 1],
                         [0, 0, 1, 1],
                         [1, 1, 1, 1],
                         [0, 1, 0, 1],
                         [1, 0, 0, 1]])
open_gate = np.array([[1, 1, 0, 0, 1, 1]]).T

pace = 0.05
width = 8
first = 2 * np.random.random((4, width)) - 1
second = 2 * np.random.random((width, 1)) - 1

for turn in range(400):
    sq = 0
    for i in range(len(panels)):
        row = panels[i:i + 1]
        mid = ramp(np.dot(row, first))
        out = np.dot(mid, second)

        sq += np.sum((out - open_gate[i:i + 1]) ** 2)

        d_out = out - open_gate[i:i + 1]
        d_mid = d_out.dot(second.T) * ramp_slope(mid)

        second -= pace * mid.T.dot(d_out)
        first -= pace * row.T.dot(d_mid)

    if turn % 50 == 49:
        print("sq " + str(sq))

print("sum of squares at the end:", sq)
