import numpy as np


def sigmoid(v, derivative=False):
    # derivative: v is the output of a gate
    if derivative:
        return v * (1 - v)
    return 1 / (1 + np.exp(-v))


def tanh(v, derivative=False):
    if derivative:
        return 1 - v ** 2
    return np.tanh(v)


def init_lstm(n_h, n_x, rng):
    p = {}
    for gate in "figo":
        p["W_" + gate] = rng.normal(0, 1 / np.sqrt(n_h + n_x), (n_h, n_h + n_x))
        p["b_" + gate] = np.zeros((n_h, 1))
    p["W_v"] = rng.normal(0, 1 / np.sqrt(n_h), (1, n_h))
    p["b_v"] = np.zeros((1, 1))
    return p


def forward(seq, p):
    """seq: time x features x sequences"""
    n_h, m = p["b_f"].shape[0], seq.shape[2]
    h, C = np.zeros((n_h, m)), np.zeros((n_h, m))
    steps = []
    for x in seq:
        z = np.vstack([h, x])
        f = sigmoid(p["W_f"] @ z + p["b_f"])
        i = sigmoid(p["W_i"] @ z + p["b_i"])
        g = tanh(p["W_g"] @ z + p["b_g"])
        o = sigmoid(p["W_o"] @ z + p["b_o"])
        C_prev = C
        C = f * C_prev + i * g
        h = o * tanh(C)
        steps.append((z, f, i, g, o, C, C_prev))
    v = p["W_v"] @ h + p["b_v"]
    return v, h, steps


def backward(dv, h_last, steps, p):
    d = {k: np.zeros_like(a) for k, a in p.items()}
    n_h = p["b_f"].shape[0]
    d["W_v"] = dv @ h_last.T
    d["b_v"] = dv.sum(axis=1, keepdims=True)
    dh_next = p["W_v"].T @ dv
    dC_next = np.zeros_like(dh_next)
    for z, f, i, g, o, C, C_prev in reversed(steps):
        dh = dh_next
        do = dh * tanh(C) * sigmoid(o, derivative=True)
        dC = dC_next + dh * o * tanh(tanh(C), derivative=True)
        dg = dC * i * tanh(g, derivative=True)
        di = dC * g * sigmoid(i, derivative=True)
        df = dC * C_prev * sigmoid(f, derivative=True)
        for gate, err in zip("figo", (df, di, dg, do)):
            d["W_" + gate] += err @ z.T
            d["b_" + gate] += err.sum(axis=1, keepdims=True)
        dz = p["W_f"].T @ df + p["W_i"].T @ di + p["W_g"].T @ dg + p["W_o"].T @ do
        dh_next = dz[:n_h]
        dC_next = f * dC
    return d


def train(seq, y, p, rounds, lr):
    for it in range(rounds):
        v, h, steps = forward(seq, p)
        loss = 0.5 * np.mean((v - y) ** 2)
        d = backward((v - y) / y.shape[1], h, steps, p)
        for k in p:
            p[k] -= lr * d[k]
        if it % 100 == 0 or it == rounds - 1:
            print("round", it, "loss", loss)
    return p


if __name__ == "__main__":
    rng = np.random.RandomState(2)
    # write down the value that was shown while the flag was up (early in the row)
    T, m = 7, 50
    value = rng.uniform(-1, 1, (T, m))
    flag = np.zeros((T, m))
    when = rng.randint(0, 3, m)
    flag[when, np.arange(m)] = 1
    y = value[when, np.arange(m)].reshape(1, m)
    seq = np.stack([value, flag], axis=1)
    p = train(seq, y, init_lstm(10, 2, rng), 900, 0.5)
