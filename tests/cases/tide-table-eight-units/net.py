import numpy as np

np.random.seed(7)

# hour of the day and height of the water, as read from a text file with two columns
hours = np.arange(0, 24, 0.25)
height = 2.5 + 1.8 * np.sin(2 * np.pi * (hours - 3) / 12.4) + 0.1 * np.random.randn(len(hours))
table = np.column_stack([hours, height])

x = (table[:, 0] - 12) / 6
y = table[:, 1:2] - 2.5

units = 8
w = np.random.randn(units) * 1.5
b = np.random.randn(units)
v = np.random.randn(units) * 0.3
c = 0.0
rate = 0.1


def bend(x):
    return np.tanh(np.outer(x, w) + b)


for step in range(6001):
    h = bend(x)
    fit = h.dot(v) + c
    err = fit - y

    if step % 1000 == 0:
        print("step", step, "loss", np.mean(err ** 2))

    # one slope for every unit
    gv, gw, gb = np.zeros(units), np.zeros(units), np.zeros(units)
    for k in range(units):
        gv[k] = np.mean(err * h[:, k])
        gw[k] = np.mean(err * v[k] * (1 - h[:, k] ** 2) * x)
        gb[k] = np.mean(err * v[k] * (1 - h[:, k] ** 2))
    gc = np.mean(err)

    v -= rate * gv
    w -= rate * gw
    b -= rate * gb
    c -= rate * gc

fit = bend(x).dot(v) + c
print("range of the fit: %.2f ... %.2f" % (fit.min(), fit.max()))
print("mean error in metres:", np.mean(np.abs(fit - table[:, 1] + 2.5)))
