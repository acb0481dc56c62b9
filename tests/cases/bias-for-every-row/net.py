import numpy as np

np.random.seed(1)
n = 300
x_raw = 2 * np.random.normal(size=(n, 1))
target = 0.4 * x_raw ** 2 - 0.2 * np.cos(3 * x_raw)


def standard(data):
    return (data - np.mean(data)) / np.std(data)


x = standard(x_raw)

units = 12
w0 = 2 * np.random.random((1, units)) - 1
w1 = 2 * np.random.random((units, 1)) - 1
b0 = np.random.normal(size=(n, units))
b1 = np.random.normal(size=(n, 1))
lr = 1

for j in range(4001):
    l1 = 1 / (1 + np.exp(-(np.dot(x, w0) + b0)))
    l2 = np.dot(l1, w1) + b1
    # mse
    l2_delta = np.mean(target - l2) * 2 * (target - l2)
    l1_delta = l2_delta.dot(w1.T) * (l1 * (1 - l1))
    if j < 4 or j % 500 == 0:
        print('step', j, 'loss', np.mean((target - l2) ** 2))
    w1 += lr * l1.T.dot(l2_delta)
    w0 += lr * x.T.dot(l1_delta)
    b1 += lr * l2_delta
    b0 += lr * l1_delta

l1 = 1 / (1 + np.exp(-(np.dot(x, w0) + b0)))
l2 = np.dot(l1, w1) + b1
print('final loss', np.mean((target - l2) ** 2))
