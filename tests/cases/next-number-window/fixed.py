import numpy as np

np.random.seed(4)

# the series; each next number has to be told from the 3 before
series = [0.3]
for i in range(70):
    series.append(1 - 1.7 * series[-1] ** 2)
series = np.array(series)

x = np.array([series[i:i + 3] for i in range(60)])
y = np.array([series[i + 3] for i in range(60)])
xt = np.array([series[i:i + 3] for i in range(60, 68)])
yt = np.array([series[i + 3] for i in range(60, 68)])


def ReLU(s):
    return np.maximum(0, s)


def MSE(Y, y):
    return (Y - y) ** 2


w1 = np.random.uniform(-1, 1, (12, 3))
b1 = np.random.uniform(-0.5, 0.5, (12, 1))
w2 = np.random.uniform(-0.5, 0.5, (1, 12))
b2 = np.zeros((1, 1))

v = 0.05
epoch = 0

# Training
while epoch < 8_000:
    s1 = np.dot(w1, x.T) + b1
    y1 = ReLU(s1)

    s2 = np.dot(w2, y1) + b2
    y2 = s2

    Ei = np.sum(MSE(y2, y)) / (2 * len(y))
    if epoch % 1000 == 0:
        print(epoch, Ei)
    if Ei < 0.0005:
        break

    e = (y2 - y) / len(y)
    delta_w2 = np.dot(e, y1.T)
    delta_b2 = np.sum(e, axis=1, keepdims=True)
    back = np.dot(w2.T, e) * (s1 > 0)
    delta_w1 = np.dot(back, x)
    delta_b1 = np.sum(back, axis=1, keepdims=True)

    w2 = w2 - v * delta_w2
    b2 = b2 - v * delta_b2
    w1 = w1 - v * delta_w1
    b1 = b1 - v * delta_b1
    epoch += 1

# Testing
y2 = np.dot(w2, ReLU(np.dot(w1, xt.T) + b1)) + b2
print("- A", np.round(yt, 2))
print("- P", np.round(y2[0], 2))
print("test error", np.mean(MSE(y2, yt)))
