import numpy as np

np.random.seed(3)


def series_net():
    def relu(t):
        return np.maximum(0, t)

    # a zigzag series, the next value from the three before it
    t = np.arange(60)
    series = 2.5 + 2.2 * np.where(t % 2 == 0, 1, -1) * np.abs(np.sin(0.25 * t))
    rows = np.array([series[i:i + 3] for i in range(50)])
    goal = np.array([series[i + 3] for i in range(50)])
    rows_new = np.array([series[i:i + 3] for i in range(50, 57)])
    goal_new = series[53:60]

    w1 = np.random.uniform(-1, 1, (8, 3))
    c1 = np.random.uniform(-1, 1, (8, 1))
    w2 = np.random.uniform(-0.5, 0.5, (8,))
    c2 = 0.0
    v = 0.0004
    epoch = 0

    while epoch < 15000:
        s1 = np.dot(w1, rows.T) + c1
        y1 = relu(s1)
        y2 = np.dot(w2, y1) + c2

        err = np.sum((y2 - goal) ** 2) / (2 * len(y2))
        if epoch % 3000 == 0:
            print(epoch, err)
        if err < 0.001:
            break

        d2 = y2 - goal
        d1 = np.dot(w2.reshape(8, 1), d2.reshape(1, len(d2)))

        w2 = w2 - v * np.dot(d2, y1.T)
        c2 = c2 - v * np.sum(d2)
        w1 = w1 - v * np.dot(d1, rows)
        c1 = c1 - v * np.sum(d1, axis=1, keepdims=True)
        epoch += 1

    y2 = np.dot(w2, relu(np.dot(w1, rows_new.T) + c1)) + c2
    print("wanted   ", np.round(goal_new, 2))
    print("predicted", np.round(y2, 2))
    return err


print("last error:", series_net())
