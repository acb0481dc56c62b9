import numpy as np

rng = np.random.default_rng(21)
N = 300
size = rng.uniform(20, 180, N)            # square metres
floor = rng.integers(0, 12, N)
year = rng.integers(1900, 2020, N)
rent = 3 + 0.05 * size + 0.00012 * (year - 1960) ** 2 + 0.1 * floor + rng.normal(0, 0.2, N)   # in hundreds

X = np.column_stack([size, floor, year]).astype(float)
X = (X - X.mean(axis=0)) / X.std(axis=0)
y = rent.reshape(-1, 1)

H = 16
w_h = rng.normal(0, 0.5, (3, H))
b_h = np.zeros(H)
w_o = rng.normal(0, 0.5, (H, 1))
b_o = np.zeros(1)
eta = 0.02

for epoch in range(300):
    order = rng.permutation(N)
    for s in range(0, N, 25):
        i = order[s:s + 25]
        xb, yb = X[i], y[i]

        hid = np.tanh(xb @ w_h + b_h)
        out = hid @ w_o + b_o

        g_out = 2 * (out - yb) / len(i)
        g_wo = hid.T @ g_out
        g_bo = g_out.sum(0)
        g_hid = (g_out @ w_o.T) * (1 - hid ** 2)
        g_wh = xb.T @ g_hid
        g_bh = g_hid.sum(0)

        w_o -= eta * g_wo
        b_o -= eta * g_bo
        w_h -= eta * g_wh
        b_h -= eta * g_bh

    if epoch % 50 == 0:
        pred = np.tanh(X @ w_h + b_h) @ w_o + b_o
        print("epoch", epoch, "mse", ((pred - y) ** 2).mean())

pred = np.tanh(X @ w_h + b_h) @ w_o + b_o
print("unexplained part:", ((pred - y) ** 2).mean() / y.var())
