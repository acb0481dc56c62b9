import numpy as np


def setup(sizes, rng):
    return [rng.uniform(-1, 1, (b, a + 1)) * np.sqrt(6 / (a + b)) for a, b in zip(sizes[:-1], sizes[1:])]


def ff(W, x, y):
    ones = np.ones((len(x), 1))
    a = [np.hstack([ones, x])]
    for i in range(len(W) - 1):
        a.append(np.hstack([ones, 1.7159 * np.tanh(2 / 3 * (a[i] @ W[i].T))]))
    z = a[-1] @ W[-1].T
    z = np.exp(z - z.max(axis=1, keepdims=True))
    a.append(z / z.sum(axis=1, keepdims=True))
    e = y - a[-1]
    loss = -np.sum(y * np.log(a[-1])) / len(x)
    return a, e, loss


def bp(W, a, e):
    n = len(W)
    d = [None] * (n + 1)
    d[n] = -e
    for i in range(n - 1, 0, -1):
        d_act = 1.7159 * 2 / 3 * (1 - 1 / 1.7159 ** 2 * a[i] ** 2)
        if i + 1 == n:
            d[i] = (d[i + 1] @ W[i]) * d_act
        else:
            d[i] = (d[i + 1][:, 1:] @ W[i]) * d_act
    dW = []
    for i in range(n):
        if i + 1 == n:
            dW.append(d[i + 1].T @ a[i] / len(e))
        else:
            dW.append(d[i + 1][:, 1:].T @ a[i] / len(e))
    return dW


def apply_grads(W, dW, rate, penalty):
    for i in range(len(W)):
        decay = np.hstack([np.zeros((len(W[i]), 1)), W[i][:, 1:]])
        W[i] = W[i] - rate * (dW[i] + penalty * decay)


rng = np.random.RandomState(21)
centres = rng.uniform(-2, 2, (6, 4))
label = rng.randint(0, 6, 540)
x = centres[label] + rng.normal(0, 0.5, (540, 4))
y = np.eye(3)[label % 3]

W = setup([4, 12, 8, 3], rng)
for epoch in range(60):
    order = rng.permutation(540)
    for batch in np.split(order, 18):
        a, e, _ = ff(W, x[batch], y[batch])
        apply_grads(W, bp(W, a, e), 0.2, 1e-4)
    a, e, loss = ff(W, x, y)
    if epoch % 10 == 9:
        print("epoch", epoch + 1, "loss", round(loss, 4), "wrong", np.mean(a[-1].argmax(1) != y.argmax(1)))
