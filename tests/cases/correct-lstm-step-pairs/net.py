import numpy as np


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-x))


def cell(x, h_old, c_old, Wx, Wh, b):
    H = h_old.shape[1]
    a = x.dot(Wx) + h_old.dot(Wh) + b
    i, f, o = sigmoid(a[:, :H]), sigmoid(a[:, H:2 * H]), sigmoid(a[:, 2 * H:3 * H])
    g = np.tanh(a[:, 3 * H:])
    c_new = f * c_old + i * g
    h_new = o * np.tanh(c_new)
    return h_new, c_new, (x, h_old, c_old, i, f, o, g, c_new)


def cell_back(dh_out, dc_out, kept, Wx, Wh):
    x, h_old, c_old, i, f, o, g, c_new = kept
    # the cell goes to the output and to the next cell
    dc_out += o * (1 - np.tanh(c_new) ** 2) * dh_out
    do = dh_out * np.tanh(c_new)
    da = np.hstack([dc_out * g * i * (1 - i), dc_out * c_old * f * (1 - f),
                    do * o * (1 - o), dc_out * i * (1 - g ** 2)])
    return da.dot(Wh.T), dc_out * f, x.T.dot(da), h_old.T.dot(da), da.sum(axis=0)


def unroll(x, Wx, Wh, b):
    N, T, D = x.shape
    h, c = np.zeros((N, Wh.shape[0])), np.zeros((N, Wh.shape[0]))
    tape = []
    for t in range(T):
        h, c, kept = cell(x[:, t], h, c, Wx, Wh, b)
        tape.append(kept)
    return h, tape


def unroll_back(dh, tape, Wx, Wh):
    dc = np.zeros_like(dh)
    dWx, dWh, db = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros(Wx.shape[1])
    for kept in reversed(tape):
        dh, dc, gx, gh, gb = cell_back(dh, dc, kept, Wx, Wh)
        dWx += gx
        dWh += gh
        db += gb
    return dWx, dWh, db


def loss_and_grads(x, y, P):
    h, tape = unroll(x, P["Wx"], P["Wh"], P["b"])
    miss = h.dot(P["V"]) + P["v"] - y
    loss = np.mean(miss ** 2)
    d = 2 * miss / miss.size
    G = {"V": h.T.dot(d), "v": d.sum(axis=0)}
    G["Wx"], G["Wh"], G["b"] = unroll_back(d.dot(P["V"].T), tape, P["Wx"], P["Wh"])
    return loss, G


if __name__ == "__main__":
    rng = np.random.RandomState(0)
    # two marked numbers in a row of numbers: give their sum
    N, T, H = 200, 7, 12
    x = np.zeros((N, T, 2))
    x[:, :, 0] = rng.uniform(-1, 1, (N, T))
    for n in range(N):
        x[n, rng.choice(T, 2, replace=False), 1] = 1
    y = np.sum(x[:, :, 0] * x[:, :, 1], axis=1, keepdims=True)
    P = {"Wx": rng.randn(2, 4 * H) * 0.5, "Wh": rng.randn(H, 4 * H) * 0.3, "b": np.zeros(4 * H),
         "V": rng.randn(H, 1) * 0.3, "v": np.zeros(1)}
    memory = {k: np.zeros_like(P[k]) for k in P}
    for it in range(801):
        loss, G = loss_and_grads(x, y, P)
        for k in P:
            memory[k] += G[k] ** 2
            P[k] -= 0.08 * G[k] / (np.sqrt(memory[k]) + 1e-8)
        if it % 200 == 0:
            print("iteration", it, "loss", loss)
    print("last loss:", loss)
