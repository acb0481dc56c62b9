import numpy as np

np.random.seed(5)


def relu(x):
    return (x > 0) * x        # x where positive, else 0


def was_on(out):
    return out > 0         # 1 where the unit was on, else 0


# three lamps and a constant; cross the yard when the first two lamps differ
lamps = np.array([[1, 0, 1, 1],
                  [0, 1, 1, 1],
                  [0, 0, 1, 1],
                  [1, 1, 1, 1],
                  [1, 0, 0, 1],
                  [0, 0, 0, 1]])

go = np.array([[1, 1, 0, 0, 1, 0]]).T

pace = 0.1
n_mid = 12

lower = 2 * np.random.random((4, n_mid)) - 1
upper = 2 * np.random.random((n_mid, 1)) - 1

for lap in range(400):
    total_sq = 0
    for i in range(len(lamps)):
        row = lamps[i:i + 1]
        mid = relu(np.dot(row, lower))
        say = np.dot(mid, upper)

        total_sq += np.sum((say - go[i:i + 1]) ** 2)

        say_gap = (go[i:i + 1] - say)
        mid_gap = say_gap.dot(upper.T) * was_on(mid)

        upper += pace * mid.T.dot(say_gap)
        lower += pace * row.T.dot(mid_gap)

    if lap % 50 == 49:
        print("Error:" + str(total_sq))
