import numpy as np


def logistic(x):
    return 1 / (1 + np.exp(-x))


def step_ahead(x, h_old, c_old, Wx, Wh, b):
    H = h_old.shape[1]
    a = x.dot(Wx) + h_old.dot(Wh) + b
    i, f, o = logistic(a[:, :H]), logistic(a[:, H:2 * H]), logistic(a[:, 2 * H:3 * H])
    g = np.tanh(a[:, 3 * H:])
    c_new = f * c_old + i * g
    h_new = o * np.tanh(c_new)
    return h_new, c_new, (x, h_old, c_old, Wx, Wh, i, f, o, g, c_new)


def step_back(dh, dc, memo):
    x, h_old, c_old, Wx, Wh, i, f, o, g, c_new = memo
    dc += o * (1 - np.tanh(c_new) ** 2) * dh
    d_o = np.tanh(c_new) * dh
    d_f, dc_old = c_old * dc, f * dc
    d_i, d_g = g * dc, i * dc
    da = np.hstack([i * (1 - i) * d_i, f * (1 - f) * d_f, o * (1 - o) * d_o, (1 - g ** 2) * d_g])
    return da.dot(Wh.T), dc_old, x.T.dot(da), h_old.T.dot(da), da.sum(axis=0)


def run(x, P):
    N, T, _ = x.shape
    H = P["Wh"].shape[0]
    h, c = np.zeros((N, H)), np.zeros((N, H))
    memos = []
    for t in range(T):
        h, c, memo = step_ahead(x[:, t], h, c, P["Wx"], P["Wh"], P["b"])
        memos.append(memo)
    return h.dot(P["V"]) + P["v"], h, memos


def loss_and_grads(x, y, P):
    out, h, memos = run(x, P)
    diff = out - y
    loss = 0.5 * np.sum(diff ** 2) / len(x)
    diff = diff / len(x)
    G = {"V": h.T.dot(diff), "v": diff.sum(axis=0)}
    for k in ("Wx", "Wh", "b"):
        G[k] = np.zeros_like(P[k])
    dh, dc = diff.dot(P["V"].T), np.zeros_like(h)
    for memo in reversed(memos):
        dh, dc, gWx, gWh, gb = step_back(dh, dc, memo)
        G["Wx"] += gWx
        G["Wh"] += gWh
        G["b"] += gb
    return loss, G


if __name__ == "__main__":
    rng = np.random.RandomState(0)
    # add the two marked numbers of a row of eight
    N, T, H = 400, 8, 16
    x = np.zeros((N, T, 2))
    x[:, :, 0] = rng.rand(N, T)
    for n in range(N):
        x[n, rng.choice(T, 2, replace=False), 1] = 1
    y = np.sum(x[:, :, 0] * x[:, :, 1], axis=1, keepdims=True)
    P = {"Wx": rng.randn(2, 4 * H) * 0.3, "Wh": rng.randn(H, 4 * H) * 0.2, "b": np.zeros(4 * H),
         "V": rng.randn(H, 1) * 0.2, "v": np.zeros(1)}
    memory = {k: np.zeros_like(v) for k, v in P.items()}
    for it in range(2000):
        rows = rng.choice(N, 50, replace=False)
        loss, G = loss_and_grads(x[rows], y[rows], P)
        for k in P:
            memory[k] = 0.95 * memory[k] + 0.05 * G[k] ** 2
            P[k] -= 0.005 * G[k] / np.sqrt(memory[k] + 1e-8)
        if it % 400 == 0:
            print("iteration", it, "loss", loss)
    print("loss at the end:", loss_and_grads(x, y, P)[0])
