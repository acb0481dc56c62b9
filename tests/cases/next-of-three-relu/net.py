import numpy as np

np.random.seed(4)


def relu(v):
    return np.maximum(0, v)


# three values in a row -> the next one
t = np.arange(44)
series = np.round(2 * np.sin(0.8 * t) + 0.5, 2)
windows = np.array([series[i:i + 3] for i in range(41)])
nxt = series[3:]
x, y = windows[:32], nxt[:32]
x_late, y_late = windows[32:], nxt[32:]

w1 = np.random.uniform(-1, 1, (8, 3))
w2 = np.random.uniform(-1, 1, (8,))
v = 0.002

epoch = 0
while epoch < 6000:
    s1 = np.dot(w1, x.T)
    y1 = relu(s1)

    s2 = np.dot(w2, y1)
    y2 = relu(s2)

    E = np.sum((y2 - y) ** 2) / (2 * len(y))
    if epoch % 1000 == 0:
        print(epoch, E)

    delta_w2 = np.dot(y2 - y, y1.T)
    delta_w1 = np.dot(np.outer(w2, y2 - y), x)

    w2 = w2 - v * delta_w2
    w1 = w1 - v * delta_w1
    epoch += 1

print("training error:", E)
# later part of the series
late = relu(np.dot(w2, relu(np.dot(w1, x_late.T))))
print("wanted", y_late[:4])
print("guess ", np.round(late[:4], 2))
