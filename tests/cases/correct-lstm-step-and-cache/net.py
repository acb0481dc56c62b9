import numpy as np


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-x))


def lstm_step_forward(x, prev_h, prev_c, Wx, Wh, b):
    H = prev_h.shape[1]
    a = x.dot(Wx) + prev_h.dot(Wh) + b
    i, f, o = sigmoid(a[:, :H]), sigmoid(a[:, H:2 * H]), sigmoid(a[:, 2 * H:3 * H])
    g = np.tanh(a[:, 3 * H:])
    next_c = f * prev_c + i * g
    next_h = o * np.tanh(next_c)
    return next_h, next_c, (x, prev_h, prev_c, i, f, o, g, next_c)


def lstm_step_backward(dnext_h, dnext_c, cache, Wx, Wh):
    x, prev_h, prev_c, i, f, o, g, next_c = cache
    tc = np.tanh(next_c)
    # the cell is used twice
    dnext_c = dnext_c + o * (1 - tc ** 2) * dnext_h
    da = np.hstack([dnext_c * g * i * (1 - i),
                    dnext_c * prev_c * f * (1 - f),
                    dnext_h * tc * o * (1 - o),
                    dnext_c * i * (1 - g ** 2)])
    return da.dot(Wh.T), dnext_c * f, x.T.dot(da), prev_h.T.dot(da), da.sum(axis=0)


def run(x, params):
    N, T, _ = x.shape
    h = c = np.zeros((N, params["Wh"].shape[0]))
    hs, caches = [], []
    for t in range(T):
        h, c, cache = lstm_step_forward(x[:, t], h, c, params["Wx"], params["Wh"], params["b"])
        hs.append(h)
        caches.append(cache)
    return hs, caches


def loss_and_grads(x, y, params):
    N, T, _ = x.shape
    hs, caches = run(x, params)
    grads = {k: np.zeros_like(v) for k, v in params.items()}
    loss, dhs = 0.0, []
    for t in range(T):
        p = sigmoid(hs[t].dot(params["Wo"]) + params["bo"])
        loss -= np.sum(y[:, t] * np.log(p + 1e-12) + (1 - y[:, t]) * np.log(1 - p + 1e-12)) / (N * T)
        ds = (p - y[:, t]) / (N * T)
        grads["Wo"] += hs[t].T.dot(ds)
        grads["bo"] += ds.sum(axis=0)
        dhs.append(ds.dot(params["Wo"].T))
    dh = np.zeros_like(hs[0])
    dc = np.zeros_like(hs[0])
    for t in reversed(range(T)):
        dh, dc, gx, gh, gb = lstm_step_backward(dh + dhs[t], dc, caches[t], params["Wx"], params["Wh"])
        grads["Wx"] += gx
        grads["Wh"] += gh
        grads["b"] += gb
    return loss, grads


if __name__ == "__main__":
    rng = np.random.RandomState(3)
    # parity of all the bits so far
    x = rng.randint(0, 2, (64, 5, 1)).astype(float)
    y = np.cumsum(x, axis=1) % 2
    H = 12
    params = {"Wx": rng.randn(1, 4 * H) * 0.5, "Wh": rng.randn(H, 4 * H) / np.sqrt(H), "b": np.zeros(4 * H),
              "Wo": rng.randn(H, 1) / np.sqrt(H), "bo": np.zeros(1)}
    params["b"][H:2 * H] = 1.0
    for it in range(700):
        loss, grads = loss_and_grads(x, y, params)
        for k in params:
            params[k] -= 2.0 * grads[k]
        if it % 140 == 0:
            print("iteration", it, "loss", loss)
    hs, _ = run(x, params)
    p = np.stack([sigmoid(h.dot(params["Wo"]) + params["bo"]) for h in hs], axis=1)
    print("bits right:", np.mean((p > 0.5) == (y > 0.5)))
