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
    return next_h, next_c, (x, prev_h, prev_c, Wx, Wh, i, f, o, g, next_c)


def lstm_step_backward(dnext_h, dnext_c, cache):
    x, prev_h, prev_c, Wx, Wh, i, f, o, g, next_c = cache
    # the cell state reaches the loss through h and through the next step
    dnext_c = dnext_c + o * (1 - np.tanh(next_c) ** 2) * dnext_h
    do = np.tanh(next_c) * dnext_h
    df = prev_c * dnext_c
    di = g * dnext_c
    dg = i * dnext_c
    dprev_c = f * dnext_c
    da = np.hstack([i * (1 - i) * di, f * (1 - f) * df, o * (1 - o) * do, (1 - g ** 2) * dg])
    return da.dot(Wx.T), da.dot(Wh.T), dprev_c, x.T.dot(da), prev_h.T.dot(da), da.sum(axis=0)


def lstm_forward(x, h0, Wx, Wh, b):
    N, T, D = x.shape
    h, c, caches, hs = h0, np.zeros_like(h0), [], []
    for t in range(T):
        h, c, cache = lstm_step_forward(x[:, t], h, c, Wx, Wh, b)
        caches.append(cache)
        hs.append(h)
    return np.stack(hs, axis=1), caches


def lstm_backward(dh, caches):
    N, T, H = dh.shape
    dx = []
    dWx, dWh, db = 0, 0, 0
    dprev_h, dprev_c = np.zeros((N, H)), np.zeros((N, H))
    for t in range(T - 1, -1, -1):
        dxt, dprev_h, dprev_c, wx, wh, bb = lstm_step_backward(dprev_h + dh[:, t], dprev_c, caches[t])
        dx.append(dxt)
        dWx, dWh, db = dWx + wx, dWh + wh, db + bb
    return np.stack(dx[::-1], axis=1), dprev_h, dWx, dWh, db


def loss_and_grads(x, y, P):
    h0 = np.zeros((len(x), P["Wh"].shape[0]))
    hs, caches = lstm_forward(x, h0, P["Wx"], P["Wh"], P["b"])
    out = hs.dot(P["Wo"]) + P["bo"]
    diff = out[:, :, 0] - y
    loss = np.sum(diff ** 2) / len(x)
    dout = 2 * diff[:, :, None] / len(x)
    g = {"Wo": np.einsum("nth,nto->ho", hs, dout), "bo": dout.sum(axis=(0, 1))}
    _, _, g["Wx"], g["Wh"], g["b"] = lstm_backward(dout.dot(P["Wo"].T), caches)
    return loss, g


if __name__ == "__main__":
    rng = np.random.RandomState(1)
    H = 16
    P = {"Wx": rng.normal(0, 0.5, (1, 4 * H)), "Wh": rng.normal(0, 0.25, (H, 4 * H)), "b": np.zeros(4 * H),
         "Wo": rng.normal(0, 0.25, (H, 1)), "bo": np.zeros(1)}
    P["b"][H:2 * H] = 1      # remember at first
    cachesq = {k: np.zeros_like(v) for k, v in P.items()}
    # running mean of all values so far
    for it in range(601):
        x = rng.uniform(-1, 1, (32, 8, 1))
        y = np.cumsum(x[:, :, 0], axis=1) / np.arange(1, 9)
        loss, g = loss_and_grads(x, y, P)
        for k in P:
            cachesq[k] = 0.95 * cachesq[k] + 0.05 * g[k] ** 2
            P[k] -= 0.005 * g[k] / (np.sqrt(cachesq[k]) + 1e-6)
        if it % 100 == 0:
            print("iteration", it, "loss", loss)
