import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def lstm_step_forward(x, prev_h, prev_c, Wx, Wh, b):
    H = prev_h.shape[1]
    act = x.dot(Wx) + prev_h.dot(Wh) + b
    i, f, o = sigmoid(act[:, :H]), sigmoid(act[:, H:2 * H]), sigmoid(act[:, 2 * H:3 * H])
    g = np.tanh(act[:, 3 * H:])
    next_c = f * prev_c + i * g
    next_h = o * np.tanh(next_c)
    return next_h, next_c, (x, prev_h, prev_c, Wx, Wh, i, f, o, g, next_c)


def lstm_step_backward(dnext_h, dnext_c, cache):
    x, prev_h, prev_c, Wx, Wh, i, f, o, g, next_c = cache
    do = np.tanh(next_c) * dnext_h
    dnext_c = dnext_c.copy()
    dnext_c += o * (1 - np.tanh(next_c) ** 2) * dnext_h
    df = prev_c * dnext_c
    dprev_c = f * dnext_c
    di = g * dnext_c
    dg = i * dnext_c
    dact = np.hstack([i * (1 - i) * di, f * (1 - f) * df, o * (1 - o) * do, (1 - g * g) * dg])
    return dact.dot(Wh.T), dprev_c, x.T.dot(dact), prev_h.T.dot(dact), dact.sum(axis=0)


def lstm_forward(X, Wx, Wh, b):
    N, T, _ = X.shape
    h = c = np.zeros((N, Wh.shape[0]))
    caches = []
    for t in range(T):
        h, c, cache = lstm_step_forward(X[:, t], h, c, Wx, Wh, b)
        caches.append(cache)
    return h, caches


def lstm_backward(dh, caches):
    dc = np.zeros_like(dh)
    dWx, dWh, db = 0, 0, 0
    for cache in reversed(caches):
        dh, dc, dWx_t, dWh_t, db_t = lstm_step_backward(dh, dc, cache)
        dWx, dWh, db = dWx + dWx_t, dWh + dWh_t, db + db_t
    return dWx, dWh, db


def loss_and_grads(X, y, model):
    h, caches = lstm_forward(X, model["Wx"], model["Wh"], model["b"])
    scores = h.dot(model["W"]) + model["c"]
    p = np.exp(scores - scores.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    loss = -np.mean(np.log(p[range(len(y)), y]))
    ds = p.copy()
    ds[range(len(y)), y] -= 1
    ds /= len(y)
    dWx, dWh, db = lstm_backward(ds.dot(model["W"].T), caches)
    grads = {"W": h.T.dot(ds), "c": ds.sum(axis=0), "Wx": dWx, "Wh": dWh, "b": db}
    return loss, grads, np.mean(p.argmax(axis=1) == y)


if __name__ == "__main__":
    np.random.seed(231)
    # which of the first three steps carried the mark?
    y = np.random.randint(0, 3, 150)
    X = np.random.randn(150, 7, 2) * 0.2
    X[np.arange(150), y, 0] += 1
    H = 10
    model = {"Wx": np.random.randn(2, 4 * H) / np.sqrt(2), "Wh": np.random.randn(H, 4 * H) / np.sqrt(H),
             "b": np.zeros(4 * H), "W": np.random.randn(H, 3) / np.sqrt(H), "c": np.zeros(3)}
    for it in range(401):
        loss, grads, acc = loss_and_grads(X, y, model)
        for k in model:
            model[k] -= 0.5 * grads[k]
        if it % 80 == 0:
            print("iteration", it, "loss", loss, "training accuracy", acc)
