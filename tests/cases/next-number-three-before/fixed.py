import numpy as np

np.random.seed(4)


def relu(x):
    return np.maximum(0, x)


def squared(a, b):
    return (a - b) ** 2


# a series in which every number depends on the ones before it
series = [0.1, 0.3]
while len(series) < 130:
    series.append(1 - 1.2 * series[-1] ** 2 + 0.3 * series[-2])
series = np.array(series[20:])

x = np.stack([series[:-3], series[1:-2], series[2:-1]], axis=1)
y = series[3:]
xt, yt = x[80:], y[80:]
x, y = x[:80], y[:80]

w1 = np.random.uniform(-1, 1, (12, 3))
b1 = np.random.uniform(-1, 1, (12, 1))
w2 = np.random.uniform(-1, 1, (12,))
b2 = 0.5
v = 0.001
epoch = 0

# Training
while epoch < 8000:
    s1 = np.dot(w1, x.T) + b1
    y1 = relu(s1)
    s2 = np.dot(w2, y1) + b2
    y2 = s2

    E = np.sum(squared(y2, y)) / (2 * len(y2))
    if epoch % 1000 == 0:
        print(epoch, E)
    if E < 0.0001:
        break

    gap = y2 - y
    back = np.dot(w2.reshape(12, 1), gap.reshape(1, 80)) * (s1 > 0)
    delta_w2 = np.dot(gap, y1.T)
    delta_b2 = np.sum(gap)
    delta_w1 = np.dot(back, x)
    delta_b1 = np.sum(back, axis=1, keepdims=True)

    w2 = w2 - v * delta_w2
    b2 = b2 - v * delta_b2
    w1 = w1 - v * delta_w1
    b1 = b1 - v * delta_b1
    epoch += 1

# Testing
guess = np.dot(w2, relu(np.dot(w1, xt.T) + b1)) + b2
print("actual   ", np.round(yt[:6], 2))
print("predicted", np.round(guess[:6], 2))
print("test error", np.mean(squared(guess, yt)))
