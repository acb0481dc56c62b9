import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def lstm_step_forward(x, prev_h, prev_c, Wx, Wh, b):
    N, H = prev_h.shape
    a = x.dot(Wx) + prev_h.dot(Wh) + b
    i = sigmoid(a[:, :H])
    f = sigmoid(a[:, H:2 * H])
    o = sigmoid(a[:, 2 * H:3 * H])
    g = np.tanh(a[:, 3 * H:])
    next_c = f * prev_c + i * g
    next_h = o * np.tanh(next_c)
    cache = (x, prev_h, prev_c, Wx, Wh, i, f, o, g, next_c)
    return next_h, next_c, cache


def lstm_step_backward(dnext_h, dnext_c, cache):
    x, prev_h, prev_c, Wx, Wh, i, f, o, g, next_c = cache
    do = np.tanh(next_c) * dnext_h
    dnext_c = dnext_c + o * (1 - np.tanh(next_c) ** 2) * dnext_h
    df = prev_c * dnext_c
    dprev_c = f * dnext_c
    di = g * dnext_c
    dg = i * dnext_c
    da = np.hstack((i * (1 - i) * di, f * (1 - f) * df, o * (1 - o) * do, (1 - g ** 2) * dg))
    dx = da.dot(Wx.T)
    dWx = x.T.dot(da)
    dprev_h = da.dot(Wh.T)
    dWh = prev_h.T.dot(da)
    db = da.sum(axis=0)
    return dx, dprev_h, dprev_c, dWx, dWh, db


def lstm_forward(x, h0, Wx, Wh, b):
    N, T, D = x.shape
    h, c = h0, np.zeros_like(h0)
    hs, caches = np.zeros((N, T, h0.shape[1])), []
    for t in range(T):
        h, c, cache = lstm_step_forward(x[:, t], h, c, Wx, Wh, b)
        hs[:, t] = h
        caches.append(cache)
    return hs, caches


def lstm_backward(dh, caches):
    N, T, H = dh.shape
    dprev_h, dprev_c = np.zeros((N, H)), np.zeros((N, H))
    dWx, dWh, db = 0, 0, 0
    for t in reversed(range(T)):
        dx, dprev_h, dprev_c, dWx_t, dWh_t, db_t = lstm_step_backward(dh[:, t] + dprev_h, dprev_c, caches[t])
        dWx += dWx_t
        dWh += dWh_t
        db += db_t
    return dWx, dWh, db


def temporal_affine(h, w, c):
    return h.dot(w) + c


def loss_and_grads(x, y, P):
    N, T, _ = x.shape
    h0 = np.zeros((N, P["Wh"].shape[0]))
    hs, caches = lstm_forward(x, h0, P["Wx"], P["Wh"], P["b"])
    out = temporal_affine(hs, P["w"], P["c"])[:, :, 0]
    diff = out - y
    loss = 0.5 * np.sum(diff ** 2) / N
    dout = diff[:, :, None] / N
    grads = {"w": np.einsum("nth,nto->ho", hs, dout), "c": dout.sum(axis=(0, 1))}
    grads["Wx"], grads["Wh"], grads["b"] = lstm_backward(dout.dot(P["w"].T), caches)
    return loss, grads


if __name__ == "__main__":
    np.random.seed(231)
    N, T, H = 100, 8, 12
    x = np.random.randn(N, T, 1)
    y = np.cumsum(x[:, :, 0], axis=1) / 3          # running sum
    P = {"Wx": np.random.randn(1, 4 * H), "Wh": np.random.randn(H, 4 * H) / np.sqrt(H),
         "b": np.zeros(4 * H), "w": np.random.randn(H, 1) / np.sqrt(H), "c": np.zeros(1)}
    P["b"][H:2 * H] = 1
    speed = {k: np.zeros_like(v) for k, v in P.items()}
    for it in range(1000):
        loss, grads = loss_and_grads(x, y, P)
        for k in P:
            speed[k] = 0.9 * speed[k] - 0.01 * grads[k]
            P[k] += speed[k]
        if it % 200 == 0:
            print("iteration", it, "loss", loss)
    print("final loss", loss)
