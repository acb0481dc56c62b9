import numpy as np


def bend(x, deriv=False):
    if deriv == True:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))


np.random.seed(41)

# readings of the total station: distance, angle, height of the staff; a 1 at the end
readings = np.random.uniform(-1, 1, (60, 3))
cases = np.hstack([readings, np.ones((60, 1))])

# height of the point above the mark in metres
height = 2.5 + readings[:, [0]] * np.sin(2 * readings[:, [1]]) - 0.8 * readings[:, [2]]

rate = 0.01

# start weights with mean 0
lower = 2 * np.random.random((4, 10)) - 1
upper = 2 * np.random.random((10, 1)) - 1

for j in range(12000):

    # forward through layers 0, 1 and 2
    rows = cases
    mid = bend(np.dot(rows, lower))
    guess = bend(np.dot(mid, upper))

    # how far off is it?
    gap = height - guess

    if (j % 2000) == 0:
        print("Error:", np.mean(np.abs(gap)))

    gap_pull = gap * bend(guess, deriv=True)

    # share of each mid value in the error
    mid_gap = gap_pull.dot(upper.T)
    mid_pull = mid_gap * bend(mid, deriv=True)

    upper += rate * mid.T.dot(gap_pull)
    lower += rate * rows.T.dot(mid_pull)

print("heights from", guess.min(), "to", guess.max(), "wanted", height.min(), "to", height.max())
print("mean error in metres:", np.mean(np.abs(height - guess)))
