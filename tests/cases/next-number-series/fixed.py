import numpy as np

np.random.seed(7)


def series_rows(series, width):
    rows, nxt = [], []
    for i in range(len(series) - width):
        rows.append(series[i:i + width])
        nxt.append(series[i + width])
    return np.array(rows), np.array(nxt)


def ReLU(x):
    return np.maximum(0, x)


def prediction():
    # readings go up and down around zero
    t = np.arange(60)
    series = np.round(1.5 * np.sin(t * 0.9) + 0.8 * np.cos(t * 2.1), 2)
    rows, nxt = series_rows(series, 4)
    x, y = rows[:46], nxt[:46]
    xt, yt = rows[46:], nxt[46:]

    w1 = np.random.uniform(-1, 1, (12, 4))
    b1 = np.random.uniform(-0.5, 0.5, (12, 1))
    w2 = np.random.uniform(-1, 1, (12,))
    v = 0.002
    epoch = 0

    # Training
    while epoch < 8000:
        s1 = np.dot(w1, x.T) + b1
        y1 = ReLU(s1)

        s2 = np.dot(w2, y1)
        y2 = s2

        E = np.sum((y2 - y) ** 2) / (2 * len(y))
        if epoch % 1000 == 0:
            print("epoch", epoch, "E", E)
        if E < 0.0005:
            break

        delta2 = y2 - y
        delta1 = np.dot(w2.reshape(12, 1), delta2.reshape(1, len(y))) * (s1 > 0)
        delta_w2 = np.dot(delta2, y1.T)
        delta_w1 = np.dot(delta1, x)
        delta_b1 = np.sum(delta1, axis=1, keepdims=True)

        w2 = w2 - v * delta_w2
        w1 = w1 - v * delta_w1
        b1 = b1 - v * delta_b1
        epoch += 1

    # Testing
    y1 = ReLU(np.dot(w1, xt.T) + b1)
    y2 = np.dot(w2, y1)
    print("actual   ", yt)
    print("predicted", np.round(y2, 2))
    print("test error", np.mean((y2 - yt) ** 2))
    return y2


prediction()
