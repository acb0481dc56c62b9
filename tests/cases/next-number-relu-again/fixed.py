import numpy as np


def forecast():
    def relu(x):
        return np.maximum(0, x)

    def sq(Y, y):
        return (Y - y) ** 2

    np.random.seed(1)
    # a series that goes up and down around 1
    series = 1 + 1.8 * np.sin(np.arange(64) * 1.9)
    x = np.array([series[k:k + 3] for k in range(56)])
    y = series[3:59]

    xt = np.array([series[k:k + 3] for k in range(56, 61)])
    yt = series[59:64]

    w1 = np.random.uniform(-1, 1, (10, 3))
    w2 = np.random.uniform(0, 1, (10,))

    v = 0.0008
    epoch = 0

    # Training
    while epoch < 6000:
        s1 = np.dot(w1, x.T)
        y1 = relu(s1)

        s2 = np.dot(w2, y1)
        y2 = s2

        E = np.sum(sq(y2, y)) / (2 * len(y2))
        if epoch % 1000 == 0:
            print("epoch", epoch, "E", E)

        delta_w2 = np.dot(y2 - y, y1.T)
        delta_w1 = np.dot(np.dot(w2.reshape(10, 1), (y2 - y).reshape(1, 56)) * (s1 > 0), x)

        w2 = w2 - v * delta_w2
        w1 = w1 - v * delta_w1

        epoch += 1

    print("last E:", E)

    # Testing
    s1 = np.dot(w1, xt.T)
    y1 = relu(s1)

    s2 = np.dot(w2, y1)
    y2 = s2

    print("A", np.round(yt, 3))
    return y2


print("P", np.round(forecast(), 3))
