"""Prediction intervals: an ensemble of small nets trained with the pinball loss."""
import numpy as np

Q = np.array([0.1, 0.5, 0.9])


def pinball(pred, y):
    e = y[:, None] - pred
    return np.sum(np.maximum(Q * e, (Q - 1) * e)) / len(y)


def d_pinball(pred, y):
    e = y[:, None] - pred
    return np.where(e > 0, -Q, 1 - Q) / len(y)


def new_net(rng, width=30):
    return [rng.normal(0, 1.5, (1, width)), rng.normal(0, 1.5, width),
            rng.normal(0, 1 / np.sqrt(width), (width, 3)), np.zeros(3)]


def forward(net, x):
    A, a, B, b = net
    z = x[:, None] @ A + a
    h = z / (1 + np.exp(-z))                     # swish
    return h @ B + b, z, h


def gradient(net, x, y):
    A, a, B, b = net
    pred, z, h = forward(net, x)
    d = d_pinball(pred, y)
    s = 1 / (1 + np.exp(-z))
    dz = (d @ B.T) * (s + h * (1 - s))
    return [x[None, :] @ dz, dz.sum(0), h.T @ d, d.sum(0)]


def restarts(first, mult, hi, lo):
    """SGDR: yields learning rates, cosine from hi to lo, every cycle mult times as long"""
    length = first
    while True:
        for k in range(length):
            yield lo + 0.5 * (hi - lo) * (1 + np.cos(np.pi * k / length))
        length *= mult


def train(x, y, seed):
    rng = np.random.default_rng(seed)
    pick = rng.integers(0, len(x), len(x))       # bootstrap
    x, y = x[pick], y[pick]
    net = new_net(rng)
    v = [np.zeros_like(p) for p in net]
    schedule = restarts(200, 2, 0.05, 1e-4)
    for it in range(1400):                       # 200 + 400 + 800
        lr = next(schedule)
        j = rng.choice(len(x), 64, replace=False)
        for p, vi, g in zip(net, v, gradient(net, x[j], y[j])):
            vi *= 0.9
            vi += g
            p -= lr * vi
    return net


if __name__ == '__main__':
    g = np.random.default_rng(0)

    def sample(n):
        x = g.uniform(-2, 2, n)
        return x, np.sin(2 * x) + (0.1 + 0.2 * np.abs(x)) * g.normal(size=n)

    x, y = sample(800)
    xt, yt = sample(2000)
    nets = []
    for seed in range(5):
        nets.append(train(x, y, seed))
        print('net', seed, 'pinball on train', round(pinball(forward(nets[-1], x)[0], y), 4))
    pred = np.mean([forward(n, xt)[0] for n in nets], axis=0)
    inside = np.mean((yt > pred[:, 0]) & (yt < pred[:, 2]))
    print('coverage of the 80%% interval: %.3f' % inside)
    print('ensemble pinball', pinball(pred, yt))
