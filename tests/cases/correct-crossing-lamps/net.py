import numpy as np

np.random.seed(7)


def rect(x):
    return (x > 0) * x


def rect2slope(out):
    return out > 0


# red, yellow, green lamp of two crossing roads -> may I go?
lamps = np.array([[1, 0, 0, 0, 0, 1],
                  [1, 1, 0, 0, 1, 0],
                  [0, 0, 1, 1, 0, 0],
                  [0, 1, 0, 1, 0, 0],
                  [0, 0, 1, 0, 0, 1],
                  [1, 0, 0, 1, 0, 0]])
go = np.array([[0, 0, 1, 0, 0, 0]]).T

alpha = 0.05
width = 12
w_0_1 = np.random.normal(0, 0.5, (6, width))
w_1_2 = np.random.normal(0, 0.5, (width, 1))

for turn in range(400):
    err_2 = 0
    for i in range(len(lamps)):
        row_0 = lamps[i:i + 1]
        row_1 = rect(np.dot(row_0, w_0_1))
        row_2 = np.dot(row_1, w_1_2)

        err_2 += np.sum((row_2 - go[i:i + 1]) ** 2)

        d_2 = go[i:i + 1] - row_2
        d_1 = d_2.dot(w_1_2.T) * rect2slope(row_1)

        w_1_2 += alpha * row_1.T.dot(d_2)
        w_0_1 += alpha * row_0.T.dot(d_1)

    if turn % 50 == 49:
        print("Error:" + str(err_2))
