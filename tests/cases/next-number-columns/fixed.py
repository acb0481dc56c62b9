import numpy as np


def relu(x):
    return np.maximum(0, x)


def forecast():
    rng = np.random.default_rng(5)

    # a series that swings up and down; three values -> the next one
    t = np.arange(40)
    series = np.sin(0.7 * t) * 1.5 + 0.15 * np.cos(1.9 * t)
    x = np.array([series[i:i + 3] for i in range(len(series) - 3)])
    y = series[3:]
    xt, yt = x[-4:], y[-4:]
    x, y = x[:-4], y[:-4]

    w1 = rng.uniform(-1, 1, (8, 3))
    w2 = rng.uniform(-1, 1, (8,))

    v = 0.002
    epoch = 0
    while epoch < 15_000:
        # forward, samples are columns
        s1 = np.dot(w1, x.T)
        y1 = relu(s1)
        s2 = np.dot(w2, y1)
        y2 = s2

        E = np.sum((y2 - y) ** 2) / (2 * len(y))
        if epoch % 3000 == 0:
            print(epoch, E)

        delta_w2 = np.dot(y2 - y, y1.T)
        delta_w1 = np.dot(np.dot(w2.reshape(8, 1), (y2 - y).reshape(1, -1)) * (s1 > 0), x)

        w2 = w2 - v * delta_w2
        w1 = w1 - v * delta_w1
        epoch += 1

    print("last E =", E)
    guess = np.dot(w2, relu(np.dot(w1, xt.T)))
    print("A", np.round(yt, 2))
    print("P", np.round(guess, 2))


forecast()
