import numpy as np

np.random.seed(6)

# always three numbers and the one that follows; the series swings around its mean
series = 2.2 * np.sin(0.9 * np.arange(60)) * np.cos(0.11 * np.arange(60))
x = np.array([series[k:k + 3] for k in range(50)])
y = series[3:53]
x_new = np.array([series[k:k + 3] for k in range(50, 57)])
y_new = series[53:60]


def relu(s):
    return np.maximum(0, s)


w1 = np.random.uniform(-0.5, 0.5, (8, 3))
w2 = np.random.uniform(-0.5, 0.5, (8,))
v = 0.02
rounds = 0

while rounds < 6000:
    s1 = np.dot(w1, x.T)
    y1 = relu(s1)
    s2 = np.dot(w2, y1)
    y2 = s2

    error = np.sum((y2 - y) ** 2) / (2 * len(y))
    if rounds % 1000 == 0:
        print("error", error)

    back = (y2 - y) / len(y)
    delta_w2 = np.dot(back, y1.T)
    delta_w1 = np.dot(np.outer(w2, back) * (s1 > 0), x)
    w2 = w2 - v * delta_w2
    w1 = w1 - v * delta_w1
    rounds += 1

p = np.dot(w2, relu(np.dot(w1, x_new.T)))
print("wanted   ", y_new.round(2))
print("predicted", p.round(2))
print("last error", error)
