import numpy as np

LAPS = 5
PACE = 0.8

bits = np.array([[1, 1], [1, 0], [0, 1], [0, 0]])
wish = np.array([0, 1, 1, 0])


def squash(v):
    return 1 / (1 + np.exp(-v))


def move(w, slope):
    return w - PACE * slope


def run(v, u, x):
    h0 = squash(v[0, 0] * x[0] + v[1, 0] * x[1])
    h1 = squash(v[0, 1] * x[0] + v[1, 1] * x[1])
    return h0, h1, squash(u[0] * h0 + u[1] * h1)


def learn():
    v = np.array([[0.9, -0.6], [-0.3, 0.5]])  # hidden weights, first index: input
    u = np.array([0.8, 0.7])                  # output weights
    for lap in range(LAPS):
        for i in range(bits.shape[0]):
            x = bits[i]
            h0, h1, y0 = run(v, u, x)

            # slopes, one weight after the other
            miss = -(wish[i] - y0)
            s_v00 = miss * y0 * (1 - y0) * u[0] * h0 * (1 - h0) * x[0]
            s_v01 = miss * y0 * (1 - y0) * u[1] * h1 * (1 - h1) * x[0]
            s_v10 = miss * y0 * (1 - y0) * u[0] * h0 * (1 - h0) * x[1]
            s_v11 = miss * y0 * (1 - y0) * u[1] * h1 * (1 - h1) * x[1]
            s_u0 = miss * h0
            s_u1 = miss * h1

            v[0, 0] = move(v[0, 0], s_v00)
            v[0, 1] = move(v[0, 1], s_v01)
            v[1, 0] = move(v[1, 0], s_v10)
            v[1, 1] = move(v[1, 1], s_v11)
            u[0] = move(u[0], s_u0)
            u[1] = move(u[1], s_u1)
    return v, u


v, u = learn()
total = 0
for x, w in zip(bits, wish):
    y0 = run(v, u, x)[2]
    total += (w - y0) ** 2
    print("x =", x, "wanted", w, "answer", round(float(y0), 3))
print("error ->", 0.5 * total)
