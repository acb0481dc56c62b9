import numpy as np

# data are columns: 3 features x batch
rng = np.random.default_rng(17)
batch = 64
x = rng.uniform(-1, 1, (3, batch))
y = np.vstack([np.sin(2 * x[0]) + x[1] + 1.5, x[1] * x[2] - 2.0])

w1 = rng.normal(0, 0.6, (16, 3))
b1 = np.zeros(16)
w2 = rng.normal(0, 0.3, (2, 16))
b2 = np.zeros(2)


def relu(z):
    return z * (z > 0)


def forward(w1, b1, w2, b2):
    pre = w1 @ x + b1[:, None]
    mid = relu(pre)
    est = w2 @ mid + b2[:, None]
    return pre, mid, est


def mean_loss(est):
    return ((est - y) ** 2).sum(axis=0).mean()


def backward(w1, b1, w2, b2):
    pre, mid, est = forward(w1, b1, w2, b2)
    g_est = 2 * (est - y) / batch
    g_w2 = g_est @ mid.T
    g_b2 = np.sum(g_est, axis=1)
    g_mid = w2.T @ g_est
    g_pre = g_mid * (pre > 0)
    g_w1 = g_pre @ x.T
    g_b1 = np.sum(g_pre, axis=1)
    return g_w1, g_b1, g_w2, g_b2


for i in range(601):
    g_w1, g_b1, g_w2, g_b2 = backward(w1, b1, w2, b2)
    w1 = w1 - 0.05 * g_w1
    b1 = b1 - 0.05 * g_b1
    w2 = w2 - 0.05 * g_w2
    b2 = b2 - 0.05 * g_b2
    if i % 100 == 0:
        print(i, mean_loss(forward(w1, b1, w2, b2)[2]))

print("end loss:", mean_loss(forward(w1, b1, w2, b2)[2]))
