import numpy as np

np.random.seed(21)

# recurrent net that has to repeat the bit it saw some steps earlier
T, H, delay = 12, 8, 5
lr = 0.1

Wx = np.random.randn(1, H) * 0.5
Wh = np.random.randn(H, H) / np.sqrt(H) * 0.7
bh = np.zeros(H)
Wy = np.random.randn(H, 1) / np.sqrt(H)
by = np.zeros(1)


def run(xs):
    hs = np.zeros((T + 1, H))      # hs[0] is the start state
    ys = np.zeros((T, 1))
    for t in range(T):
        hs[t + 1] = np.tanh(xs[t] @ Wx + hs[t] @ Wh + bh)
        ys[t] = hs[t + 1] @ Wy + by
    return hs, ys


def grads(xs, ts):
    hs, ys = run(xs)
    dWx, dWh, dbh = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(bh)
    dWy, dby = np.zeros_like(Wy), np.zeros_like(by)
    for t in range(T - 1, -1, -1):
        dy = 2 * (ys[t] - ts[t]) / T
        dWy += np.outer(hs[t + 1], dy)
        dby += dy
        dh = Wy @ dy
        dz = dh * (1 - hs[t + 1] ** 2)
        dWx += np.outer(xs[t], dz)
        dWh += np.outer(hs[t], dz)
        dbh += dz
    return np.mean((ys - ts) ** 2), (dWx, dWh, dbh, dWy, dby)


avg = 1.0
for n in range(4001):
    xs = np.random.choice([-1.0, 1.0], (T, 1))
    ts = np.zeros((T, 1))
    ts[delay:] = xs[:-delay]
    loss, gs = grads(xs, ts)
    for p, g in zip((Wx, Wh, bh, Wy, by), gs):
        p -= lr * g
    avg = 0.98 * avg + 0.02 * loss
    if n % 500 == 0:
        print("sequence", n, "error", avg)
