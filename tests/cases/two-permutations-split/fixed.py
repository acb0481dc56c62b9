import numpy as np

np.random.seed(21)

# ---- data: five noisy clusters on a circle ----
n = 500
label = np.arange(n) % 5
angle = label * 2 * np.pi / 5
X = np.c_[2 * np.cos(angle), 2 * np.sin(angle)] + np.random.randn(n, 2) * 0.4
Y = np.zeros((n, 5))
Y[np.arange(n), label] = 1

# ---- mix, then 80 % for training ----
order = np.random.permutation(n)
X, Y = X[order], Y[order]
cut = int(0.8 * n)
Xtr, Ytr = X[:cut], Y[:cut]
Xte, Yte = X[cut:], Y[cut:]

# ---- network 2-12-5 ----
wh = np.random.randn(2, 12) * 0.5
bh = np.zeros(12)
wo = np.random.randn(12, 5) * 0.3
bo = np.zeros(5)
alpha = 0.5


def out_of(x):
    hid = 1 / (1 + np.exp(-(x @ wh + bh)))
    raw = hid @ wo + bo
    raw = raw - raw.max(axis=1)[:, None]
    soft = np.exp(raw)
    return hid, soft / soft.sum(axis=1)[:, None]


for step in range(2001):
    hid, p = out_of(Xtr)
    ce = -(Ytr * np.log(p)).sum() / cut
    if step % 400 == 0:
        print("step", step, "cross entropy", ce)

    g_raw = (p - Ytr) / cut
    g_hid = (g_raw @ wo.T) * hid * (1 - hid)
    wo -= alpha * hid.T @ g_raw
    bo -= alpha * g_raw.sum(axis=0)
    wh -= alpha * Xtr.T @ g_hid
    bh -= alpha * g_hid.sum(axis=0)

print("test accuracy", (out_of(Xte)[1].argmax(axis=1) == Yte.argmax(axis=1)).mean())
