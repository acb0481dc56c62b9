import numpy as np

np.random.seed(12)


def ReLU(x):
    return np.maximum(0, x)


# a swing that is measured every half second; three readings -> next one
steps = np.arange(200) * 0.5
swing = np.sin(steps) + 0.6 * np.sin(1.9 * steps)
x = np.array([swing[i:i + 3] for i in range(150)])
y = swing[3:153]
xt = np.array([swing[i:i + 3] for i in range(150, 197)])
yt = swing[153:200]

w1 = np.random.uniform(-1, 1, (10, 3))
b1 = np.random.uniform(-0.5, 0.5, (10, 1))
w2 = np.random.uniform(-0.5, 0.5, (10,))
b2 = 0.0
v = 0.05
epoch = 0

# Training
while epoch < 6000:
    s1 = np.dot(w1, x.T) + b1
    y1 = ReLU(s1)
    s2 = np.dot(w2, y1) + b2
    y2 = ReLU(s2)

    E = np.sum((y2 - y) ** 2) / (2 * len(y))
    if epoch % 1000 == 0:
        print(epoch, E)

    d2 = (y2 - y) / len(y)
    delta_w2 = np.dot(d2, y1.T)
    delta_b2 = np.sum(d2)
    d1 = np.outer(w2, d2)
    delta_w1 = np.dot(d1, x)
    delta_b1 = np.sum(d1, axis=1, keepdims=True)

    w2 = w2 - v * delta_w2
    b2 = b2 - v * delta_b2
    w1 = w1 - v * delta_w1
    b1 = b1 - v * delta_b1

    epoch += 1

# Testing
y2 = ReLU(np.dot(w2, ReLU(np.dot(w1, xt.T) + b1)) + b2)
for a, p in zip(yt[:5], y2[:5]):
    print("actual %6.3f predicted %6.3f" % (a, p))
print("test rms:", np.sqrt(np.mean((y2 - yt) ** 2)))
