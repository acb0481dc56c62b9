import numpy as np

relu = np.vectorize(lambda v: max(0.0, v))


def half_mse(guess, y):
    return np.sum((guess - y) ** 2) / (2 * len(y))


def forecast():
    series = [2.16, 3.19, 1.85, 4.84, 0.55, 4.20, 1.68, 4.74, 0.14, 5.68, 0.48, 5.03, 0.18, 5.99, 0.09]
    # three numbers in, the next one out
    rows = np.array([series[i:i + 3] for i in range(len(series) - 3)])
    nxt = np.array([series[i + 3] for i in range(len(series) - 3)])
    rows, later = rows[:10], rows[10:]
    y, y_later = nxt[:10], nxt[10:]

    np.random.seed(0)
    w1 = np.random.uniform(-1, 1, (6, 3))
    b1 = np.random.uniform(-1, 1, (6, 1))
    w2 = np.random.uniform(-1, 1, (6,))
    b2 = 0.0
    v = 0.003

    for epoch in range(20000):
        s1 = np.dot(w1, rows.T) + b1
        y1 = relu(s1)
        s2 = np.dot(w2, y1) + b2
        y2 = relu(s2)
        E = half_mse(y2, y)
        if epoch % 4000 == 0:
            print("epoch", epoch, "E", E)

        gap = y2 - y
        delta_w2 = np.dot(gap, y1.T)
        delta_b2 = np.sum(gap)
        back = np.dot(w2.reshape(6, 1), gap.reshape(1, 10))
        delta_w1 = np.dot(back, rows)
        delta_b1 = np.sum(back, axis=1, keepdims=True)

        w2 = w2 - v * delta_w2
        b2 = b2 - v * delta_b2
        w1 = w1 - v * delta_w1
        b1 = b1 - v * delta_b1

    print("final E: %.5f" % E)
    guess = relu(np.dot(w2, relu(np.dot(w1, later.T) + b1)) + b2)
    return guess, y_later


guess, y_later = forecast()
print("actual   ", y_later)
print("predicted", np.round(guess, 2))
