import numpy as np


def sigmoid(x, derivative=False):
    """derivative=True: x is the value of the sigmoid"""
    if derivative:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))


def tanh(x, derivative=False):
    if derivative:
        return 1 - x ** 2
    return np.tanh(x)


def init_lstm(hidden_size, n_in, rng):
    z_size = hidden_size + n_in
    W_f, W_i, W_g, W_o = [rng.normal(0, 1 / np.sqrt(z_size), (hidden_size, z_size)) for _ in range(4)]
    b_f, b_i, b_g, b_o = np.ones((hidden_size, 1)), *[np.zeros((hidden_size, 1)) for _ in range(3)]
    W_v = rng.normal(0, 1 / np.sqrt(hidden_size), (1, hidden_size))
    b_v = np.zeros((1, 1))
    return [W_f, W_i, W_g, W_o, W_v, b_f, b_i, b_g, b_o, b_v]


def forward(inputs, h, C, p):
    W_f, W_i, W_g, W_o, W_v, b_f, b_i, b_g, b_o, b_v = p
    z_s, f_s, i_s, g_s, C_s, o_s, h_s = [], [], [], [], [C], [], [h]
    for x in inputs:
        z = np.vstack((h, x))
        f = sigmoid(np.dot(W_f, z) + b_f)
        i = sigmoid(np.dot(W_i, z) + b_i)
        g = tanh(np.dot(W_g, z) + b_g)
        C = f * C + i * g
        o = sigmoid(np.dot(W_o, z) + b_o)
        h = o * tanh(C)
        for store, item in zip((z_s, f_s, i_s, g_s, C_s, o_s, h_s), (z, f, i, g, C, o, h)):
            store.append(item)
    v = sigmoid(np.dot(W_v, h) + b_v)
    return z_s, f_s, i_s, g_s, C_s, o_s, h_s, v


def backward(cache, targets, p):
    z, f, i, g, C, o, h, v = cache
    W_f, W_i, W_g, W_o, W_v, b_f, b_i, b_g, b_o, b_v = p
    W_f_d, W_i_d, W_g_d, W_o_d, W_v_d, b_f_d, b_i_d, b_g_d, b_o_d, b_v_d = [np.zeros_like(a) for a in p]
    hidden_size, m = h[0].shape

    # only the last step is answered
    dv = (v - targets) / m
    W_v_d += np.dot(dv, h[-1].T)
    b_v_d += dv.sum(axis=1, keepdims=True)
    dh_next = np.dot(W_v.T, dv)
    dC_next = np.zeros((hidden_size, m))

    for t in reversed(range(len(z))):
        C_prev = C[t]
        C_now = tanh(C[t + 1])

        do = dh_next * C_now
        do = sigmoid(o[t], derivative=True) * do
        W_o_d += np.dot(do, z[t].T)
        b_o_d += do.sum(axis=1, keepdims=True)

        dC = np.copy(dC_next)
        dC += dh_next * o[t] * tanh(C_now, derivative=True)

        dg = dC * i[t]
        dg = tanh(g[t], derivative=True) * dg
        W_g_d += np.dot(dg, z[t].T)
        b_g_d += dg.sum(axis=1, keepdims=True)

        di = dC * g[t]
        di = sigmoid(i[t], derivative=True) * di
        W_i_d += np.dot(di, z[t].T)
        b_i_d += di.sum(axis=1, keepdims=True)

        df = dC * C_prev
        df = sigmoid(f[t], derivative=True) * df
        W_f_d += np.dot(df, z[t].T)
        b_f_d += df.sum(axis=1, keepdims=True)

        dz = np.dot(W_f.T, df) + np.dot(W_i.T, di) + np.dot(W_g.T, dg) + np.dot(W_o.T, do)
        dh_prev = dz[:hidden_size, :]
        dC_prev = f[t] * dC
        dh_next, dC_next = dh_prev, dC_prev
    return [W_f_d, W_i_d, W_g_d, W_o_d, W_v_d, b_f_d, b_i_d, b_g_d, b_o_d, b_v_d]


if __name__ == "__main__":
    rng = np.random.RandomState(4)
    hidden_size, steps, m = 8, 7, 120
    inputs = rng.choice([-1.0, 1.0], (steps, 1, m))
    targets = (inputs[0] * inputs[1] > 0).astype(float)   # do the first two agree?
    p = init_lstm(hidden_size, 1, rng)
    zero = np.zeros((hidden_size, m))
    for it in range(1501):
        cache = forward(inputs, zero, zero, p)
        v = np.clip(cache[-1], 1e-9, 1 - 1e-9)
        loss = -np.mean(targets * np.log(v) + (1 - targets) * np.log(1 - v))
        for param, slope in zip(p, backward(cache, targets, p)):
            param -= 1.0 * slope
        if it % 250 == 0:
            print("Iteration", it, "loss", loss, "accuracy", np.mean((v > 0.5) == (targets > 0.5)))
