import numpy as np
rng = np.random.RandomState(12)

# say after every number how large the last two were together
T, B, H = 10, 32, 16
U = rng.randn(1, H) * 0.5
R = rng.randn(H, H) * 0.5 / np.sqrt(H)
c = np.zeros(H)
V = rng.randn(H, 1) / np.sqrt(H)
d = np.zeros(1)


def make(n):
    x = rng.uniform(-1, 1, (n, T, 1))
    y = x.copy()
    y[:, 1:] += x[:, :-1]
    return x, y


def run(x):
    h = np.zeros((x.shape[0], T + 1, H))   # h[:, 0] is the state before the start
    out = np.zeros((x.shape[0], T, 1))
    for t in range(T):
        h[:, t + 1] = np.tanh(x[:, t] @ U + h[:, t] @ R + c)
        out[:, t] = h[:, t + 1] @ V + d
    return h, out


def gradients(x, y):
    h, out = run(x)
    dout = 2 * (out - y) / y.size
    dU, dR, dc = np.zeros_like(U), np.zeros_like(R), np.zeros_like(c)
    dV, dd = np.zeros_like(V), np.zeros_like(d)
    dnext = np.zeros((x.shape[0], H))
    for t in reversed(range(T)):
        dV += h[:, t + 1].T @ dout[:, t]
        dd += dout[:, t].sum(axis=0)
        dh = dout[:, t] @ V.T + dnext
        da = dh * (1 - h[:, t + 1] ** 2)
        dU += x[:, t].T @ da
        dR += h[:, t].T @ da
        dc += da.sum(axis=0)
        dnext = da @ R.T
    return [dU, dR, dc, dV, dd], np.mean((out - y) ** 2)


for i in range(1201):
    x, y = make(B)
    grads, mse = gradients(x, y)
    norm = np.sqrt(sum(np.sum(g ** 2) for g in grads))
    if norm > 1:
        grads = [g / norm for g in grads]
    for p, g in zip([U, R, c, V, d], grads):
        p -= 0.3 * g
    if i % 200 == 0:
        print("step", i, "mse:", mse)
