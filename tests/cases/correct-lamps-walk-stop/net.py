import numpy as np

np.random.seed(0)


def relu(x):
    return (x > 0) * x  # returns x if x > 0, 0 otherwise


def relu_slope(output):
    return output > 0  # 1 for a positive output, 0 otherwise


lamps = np.array([[1, 0, 1],
                  [0, 1, 1],
                  [0, 0, 1],
                  [1, 1, 1]])

walk = np.array([[1, 1, 0, 0]]).T

alpha = 0.2
hidden_size = 4

w_lower = 2 * np.random.random((3, hidden_size)) - 1
w_upper = 2 * np.random.random((hidden_size, 1)) - 1

for iteration in range(80):
    error = 0
    for i in range(len(lamps)):
        l0 = lamps[i:i + 1]
        l1 = relu(np.dot(l0, w_lower))
        l2 = np.dot(l1, w_upper)

        error += np.sum((l2 - walk[i:i + 1]) ** 2)

        l2_delta = (walk[i:i + 1] - l2)
        l1_delta = l2_delta.dot(w_upper.T) * relu_slope(l1)

        w_upper += alpha * l1.T.dot(l2_delta)
        w_lower += alpha * l0.T.dot(l1_delta)

    if iteration % 10 == 9:
        print("Error:" + str(error))
