import numpy as np


def perc(x_t, w_t):
    yp = np.matmul(x_t, w_t)
    return np.where(yp > 0, 1, -1)


def check(y, y_pred):
    for i in range(len(y)):
        if y[i] != y_pred[i]:
            return False
    return True


w = np.array([4, 3, -2])  # the weights that made the labels
x = [[5, 1], [-2, 6], [-1, -4], [-3, -2], [2, -7], [3, 3], [1, 4], [0, 0], [0, 2], [4, 4],
     [-4, 3], [-5, 6], [6, -6], [2, -2], [-1, 1], [7, -9]]
x_t = np.array([t + [1] for t in x])
y = np.where(np.matmul(x_t, w) > 0, 1, -1)

w_t = np.array([1, 1, 1])
i = 0
while i < 200:
    y_pred = perc(x_t, w_t)
    if i % 20 == 0:
        print(i, w_t, "wrong:", np.sum(y != y_pred))
    if check(y, y_pred):
        break
    w_t = w_t + np.matmul((y - y_pred).T, x_t)
    i += 1

print("rounds", i, "weights", w_t)
print("points on the wrong side:", np.sum(y != perc(x_t, w_t)))
