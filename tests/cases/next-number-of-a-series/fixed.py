import numpy as np

np.random.seed(5)


def next_number():
    def ramp(x):
        return np.maximum(0, x)

    def half_sq(a, b):
        return (a - b) ** 2 / 2

    # a series that swings up and down; three values (centred, and a 1) -> next value
    series = [2.1]
    for t in range(60):
        series.append(abs(3.0 - series[-1]) * 1.3 + 0.3 * np.sin(t) + 0.4)
    series = np.array(series)
    low = series - 2.3
    x = np.array([[low[t], low[t + 1], low[t + 2], 1.0] for t in range(50)])
    y = series[3:53]
    x_new = np.array([[low[t], low[t + 1], low[t + 2], 1.0] for t in range(50, 58)])
    y_new = series[53:61]

    first = np.random.uniform(-1, 1, (10, 4))
    second = np.random.uniform(-1, 1, (10,))
    pace = 0.02

    for epoch in range(6000):
        s1 = np.dot(first, x.T)
        h = ramp(s1)
        s2 = np.dot(second, h)
        out = s2

        loss = np.sum(half_sq(out, y)) / len(y)
        if epoch % 1000 == 0:
            print(epoch, loss)

        miss = (out - y) / len(y)
        change_second = np.dot(miss, h.T)
        change_first = np.dot(np.outer(second, miss) * (s1 > 0), x)

        second = second - pace * change_second
        first = first - pace * change_first

    print("training loss:", np.sum(half_sq(out, y)) / len(y))
    out_new = np.dot(second, ramp(np.dot(first, x_new.T)))
    return y_new, out_new


wanted, got = next_number()
print("wanted", np.round(wanted, 2))
print("got   ", np.round(got, 2))
