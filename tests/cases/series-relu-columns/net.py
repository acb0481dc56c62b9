import numpy as np

np.random.seed(6)

series = np.array([2.16, 3.19, 1.85, 4.84, 0.55, 4.20, 1.68, 4.74, 0.14, 5.68, 0.48, 5.03, 0.18, 5.99, 0.09])
series = series - 3

# three values in a row, then the one to guess
x = np.array([series[i:i + 3] for i in range(10)])
y = series[3:13]
xt = np.array([series[10:13], series[11:14]])
yt = series[13:15]


def relu(v):
    return np.maximum(0, v)


w1 = np.random.uniform(-0.5, 0.5, (4, 3))
w2 = np.random.uniform(-0.5, 0.5, (4,))
v = 0.0005
epoch = 0

while epoch < 20000:
    s1 = np.dot(w1, x.T)
    y1 = relu(s1)
    s2 = np.dot(w2, y1)
    y2 = relu(s2)

    Ei = np.sum((y2 - y) ** 2) / (2 * len(y2))
    if epoch % 2000 == 0:
        print("epoch", epoch, "E", Ei)
    if Ei < 0.02:
        break

    delta = y2 - y
    delta_w2 = np.dot(delta, y1.T)
    delta_w1 = np.dot(np.dot(w2.reshape(4, 1), delta.reshape(1, 10)), x)

    w2 = w2 - v * delta_w2
    w1 = w1 - v * delta_w1
    epoch += 1

print("last E:", Ei)
y1 = relu(np.dot(w1, xt.T))
y2 = relu(np.dot(w2, y1))
print("actual", yt + 3, "predicted", y2 + 3)
