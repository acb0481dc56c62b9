import numpy as np

np.random.seed(13)


def tanh_opt(v):
    return 1.7159 * np.tanh(2 / 3 * v)


def logistic(v):
    return 1 / (1 + np.exp(-v))


class Settings:
    pass


def setup(sizes):
    nn = Settings()
    nn.n = len(sizes)
    nn.rate, nn.momentum = 0.6, 0.5
    nn.W, nn.vW, nn.dW = [], [], [None] * (nn.n - 1)
    for i in range(1, nn.n):
        nn.W.append((np.random.rand(sizes[i], sizes[i - 1] + 1) - 0.5) * 2 * 4 * np.sqrt(6 / (sizes[i] + sizes[i - 1])) / 2)
        nn.vW.append(np.zeros(nn.W[-1].shape))
    nn.a = [None] * nn.n
    return nn


def feed(nn, x, y):
    m = x.shape[0]
    nn.a[0] = np.hstack([np.ones((m, 1)), x])
    for i in range(1, nn.n - 1):
        nn.a[i] = np.hstack([np.ones((m, 1)), tanh_opt(nn.a[i - 1] @ nn.W[i - 1].T)])
    nn.a[-1] = logistic(nn.a[-2] @ nn.W[-1].T)
    nn.e = y - nn.a[-1]
    nn.L = 0.5 * np.sum(nn.e ** 2) / m
    return nn


def feed_back(nn):
    m = nn.e.shape[0]
    d = [None] * nn.n
    d[-1] = -nn.e * (nn.a[-1] * (1 - nn.a[-1]))
    for i in range(nn.n - 2, 0, -1):
        slope = 1.7159 * 2 / 3 * (1 - 1 / 1.7159 ** 2 * nn.a[i] ** 2)
        # the delta of the bias unit is not wanted further below
        upper = d[i + 1] if i + 1 == nn.n - 1 else d[i + 1][:, 1:]
        d[i] = (upper @ nn.W[i]) * slope
    for i in range(nn.n - 1):
        upper = d[i + 1] if i + 1 == nn.n - 1 else d[i + 1][:, 1:]
        nn.dW[i] = upper.T @ nn.a[i] / m
    return nn


def move(nn):
    for i in range(nn.n - 1):
        step = nn.rate * nn.dW[i]
        nn.vW[i] = nn.momentum * nn.vW[i] + step
        nn.W[i] = nn.W[i] - nn.vW[i]
    return nn


x = np.random.randn(320, 3)
y = np.column_stack([x[:, 0] * x[:, 1] > 0, np.abs(x[:, 2]) > 0.7]).astype(float)
nn = setup([3, 9, 6, 2])
for epoch in range(150):
    order = np.random.permutation(320)
    for k in range(0, 320, 20):
        part = order[k:k + 20]
        nn = move(feed_back(feed(nn, x[part], y[part])))
    if epoch % 30 == 29:
        print("epoch", epoch + 1, "full-batch error", feed(nn, x, y).L)
print("both answers right:", np.mean(np.all((nn.a[-1] > 0.5) == (y > 0.5), axis=1)))
