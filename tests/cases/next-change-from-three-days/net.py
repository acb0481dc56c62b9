import numpy as np

np.random.seed(7)


def relu(v):
    return np.maximum(0, v)


def half_mse(guess, truth):
    return np.sum((guess - truth) ** 2) / (2 * len(truth))


# daily changes of a made-up price; three days are to give the fourth
days = np.arange(90)
change = 1.6 * np.sin(0.9 * days) + 0.8 * np.cos(1.8 * days)
rows = np.array([change[i:i + 3] for i in range(80)])
nxt = np.array([change[i + 3] for i in range(80)])
x_new, y_new = rows[70:], nxt[70:]
x, y = rows[:70], nxt[:70]

k1 = np.random.uniform(-1, 1, (24, 3))
k2 = np.random.uniform(-1, 1, (24,))
v = 0.002

for epoch in range(15000):
    s1 = np.dot(k1, x.T)
    y1 = relu(s1)
    s2 = np.dot(k2, y1)
    y2 = relu(s2)

    if epoch % 2500 == 0:
        print("epoch", epoch, "E =", half_mse(y2, y))

    step_k2 = np.dot(y2 - y, y1.T)
    step_k1 = np.dot(np.dot(k2.reshape(24, 1), (y2 - y).reshape(1, 70)), x)

    k2 = k2 - v * step_k2
    k1 = k1 - v * step_k1

# the last ten days were kept back
ahead = relu(np.dot(k2, relu(np.dot(k1, x_new.T))))
print("wanted   ", np.round(y_new[:5], 2))
print("predicted", np.round(ahead[:5], 2))
print("error on the kept days:", half_mse(ahead, y_new))
