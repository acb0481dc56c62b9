import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def lstm_step_forward(x, prev_h, prev_c, Wx, Wh, b):
    H = prev_h.shape[1]
    a = x.dot(Wx) + prev_h.dot(Wh) + b
    i, f, o = sigmoid(a[:, :H]), sigmoid(a[:, H:2 * H]), sigmoid(a[:, 2 * H:3 * H])
    g = np.tanh(a[:, 3 * H:])
    next_c = f * prev_c + i * g
    next_h = o * np.tanh(next_c)
    return next_h, next_c, (x, prev_h, prev_c, i, f, o, g, next_c, Wx, Wh)


def lstm_step_backward(dnext_h, dnext_c, cache):
    x, prev_h, prev_c, i, f, o, g, next_c, Wx, Wh = cache
    t = np.tanh(next_c)
    do = dnext_h * t
    dnext_c += o * (1 - t ** 2) * dnext_h
    df = dnext_c * prev_c
    dprev_c = dnext_c * f
    di = dnext_c * g
    dg = dnext_c * i
    da = np.hstack([i * (1 - i) * di, f * (1 - f) * df, o * (1 - o) * do, (1 - g * g) * dg])
    return da.dot(Wh.T), dprev_c, x.T.dot(da), prev_h.T.dot(da), da.sum(axis=0)


def loss_and_grads(x, y, p):
    N, T, D = x.shape
    H = p["Wh"].shape[0]
    h, c, caches = np.zeros((N, H)), np.zeros((N, H)), []
    for t in range(T):
        h, c, cache = lstm_step_forward(x[:, t], h, c, p["Wx"], p["Wh"], p["b"])
        caches.append(cache)
    out = h.dot(p["Wo"]) + p["bo"]
    loss = 0.5 * np.sum((out - y) ** 2) / N

    dout = (out - y) / N
    g = {k: np.zeros_like(v) for k, v in p.items()}
    g["Wo"], g["bo"] = h.T.dot(dout), dout.sum(axis=0)
    dh, dc = dout.dot(p["Wo"].T), np.zeros((N, H))
    for t in range(T)[::-1]:
        dh, dc, dWx, dWh, db = lstm_step_backward(dh, dc, caches[t])
        g["Wx"] += dWx
        g["Wh"] += dWh
        g["b"] += db
    return loss, g


def make(D, H, rng):
    return {"Wx": rng.randn(D, 4 * H) / np.sqrt(D), "Wh": rng.randn(H, 4 * H) / np.sqrt(H),
            "b": np.zeros(4 * H), "Wo": rng.randn(H, 1) / np.sqrt(H), "bo": np.zeros(1)}


if __name__ == "__main__":
    rng = np.random.RandomState(16)
    # how much did the first and the third reading differ?
    x = rng.uniform(-1, 1, (200, 6, 1))
    y = x[:, 0] - x[:, 2]
    p = make(1, 10, rng)
    for it in range(1501):
        loss, g = loss_and_grads(x, y, p)
        for k in p:
            p[k] -= 0.2 * g[k]
        if it % 250 == 0:
            print("it", it, "loss", loss)
