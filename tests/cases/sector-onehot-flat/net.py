import numpy as np

rng = np.random.RandomState(11)
CLASSES = 4


def onehot(labels, n):
    """label vector -> one-hot table"""
    table = np.zeros((labels.size, n))
    cells = np.arange(labels.size) * n + labels
    table.ravel()[cells - 1] = 1
    return table


def sector_data(count):
    pts = rng.uniform(-1, 1, size=(count, 2))
    east = pts[:, 0] > 0.1
    north = pts[:, 1] > -0.1
    return pts, 2 * east.astype(int) + north.astype(int)


def softmax(s):
    s = s - s.max(axis=1, keepdims=True)
    e = np.exp(s)
    return e / e.sum(axis=1, keepdims=True)


def start(n_in, n_mid, n_out):
    return (rng.randn(n_in, n_mid) / np.sqrt(n_in), np.zeros(n_mid),
            rng.randn(n_mid, n_out) / np.sqrt(n_mid), np.zeros(n_out))


def run(x, theta):
    U, c, V, d = theta
    mid = np.tanh(x @ U + c)
    return mid, softmax(mid @ V + d)


def loss(p, t):
    return -(t * np.log(p + 1e-9)).sum() / len(t)


def slopes(x, t, theta):
    U, c, V, d = theta
    mid, p = run(x, theta)
    e_out = (p - t) / len(x)
    e_mid = (e_out @ V.T) * (1 - mid ** 2)
    return x.T @ e_mid, e_mid.sum(0), mid.T @ e_out, e_out.sum(0)


x, y = sector_data(300)
x_new, y_new = sector_data(100)
t = onehot(y, CLASSES)
theta = start(2, 16, CLASSES)

for step in range(1500):
    theta = tuple(w - 0.8 * g for w, g in zip(theta, slopes(x, t, theta)))
    if step % 300 == 0:
        print("step", step, "loss", round(loss(run(x, theta)[1], t), 4))

print("train:", np.mean(run(x, theta)[1].argmax(1) == y))
print("new points:", np.mean(run(x_new, theta)[1].argmax(1) == y_new))
