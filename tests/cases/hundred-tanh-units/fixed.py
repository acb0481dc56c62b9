import numpy as np


def add_one(a):
    """append the constant input, one sample per column"""
    return np.vstack([a, np.ones((1, a.shape[1]))])


def forward(x, W1, W2):
    h = np.tanh(W1 @ add_one(x))
    return h, W2 @ add_one(h)


def error(x, t, W1, W2):
    _, out = forward(x, W1, W2)
    return 0.5 * np.mean((out - t) ** 2)


def slopes(x, t, W1, W2):
    h, out = forward(x, W1, W2)
    d_out = (out - t) / x.shape[1]
    d_hid = (W2[:, :-1].T @ d_out) * (1 - h ** 2)
    return d_hid @ add_one(x).T, d_out @ add_one(h).T


def compare(x, t, W1, W2, eps=1e-5):
    """central differences for a few weights"""
    worst = 0
    for W, G in zip((W1, W2), slopes(x, t, W1, W2)):
        for j in range(0, W.size, 37):
            keep = W.flat[j]
            W.flat[j] = keep + eps
            up = error(x, t, W1, W2)
            W.flat[j] = keep - eps
            down = error(x, t, W1, W2)
            W.flat[j] = keep
            worst = max(worst, abs((up - down) / (2 * eps) - G.flat[j]))
    return worst


if __name__ == '__main__':
    rng = np.random.RandomState(8)
    x = np.linspace(-3, 3, 80).reshape(1, -1)
    t = np.sin(x)
    W1 = rng.normal(0, 1, (100, 2))
    W2 = rng.normal(0, 0.1, (1, 101))
    print("largest deviation from central differences", compare(x, t, W1, W2))
    rate = 0.02
    for epoch in range(3000):
        g1, g2 = slopes(x, t, W1, W2)
        W1 -= rate * g1
        W2 -= rate * g2
        if epoch % 600 == 0:
            print("epoch", epoch, "size of slope", np.abs(g2).max())
    _, out = forward(x, W1, W2)
    print("mean squared deviation:", np.mean((out - t) ** 2))
