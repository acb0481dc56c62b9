"""HW3 - Nesterov's accelerated gradient (Sutskever et al. 2013) on two moons."""
import numpy as np

rng = np.random.RandomState(42)


def two_moons(n, noise=0.12):
    t = rng.rand(n) * np.pi
    lab = rng.randint(0, 2, n)
    x = np.where(lab == 0, np.cos(t), 1 - np.cos(t))
    y = np.where(lab == 0, np.sin(t), 0.4 - np.sin(t))
    return np.c_[x, y] + noise * rng.randn(n, 2), lab


def forward(theta, X):
    W1, b1, W2, b2 = theta
    H = np.tanh(X @ W1 + b1)
    return H, 1 / (1 + np.exp(-(H @ W2 + b2)))[:, 0]


def loss(theta, X, y):
    p = forward(theta, X)[1]
    return -np.mean(y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12))


def grad(theta, X, y):
    W1, b1, W2, b2 = theta
    H, p = forward(theta, X)
    d2 = (p - y)[:, None] / len(y)
    d1 = (d2 @ W2.T) * (1 - H ** 2)
    return [X.T @ d1, d1.sum(0), H.T @ d2, d2.sum(0)]


if __name__ == '__main__':
    X, y = two_moons(400)
    Xt, yt = two_moons(400)
    theta = [rng.randn(2, 16), np.zeros(16), rng.randn(16, 1) / 4, np.zeros(1)]
    v = [np.zeros_like(p) for p in theta]
    lr, mu_max = 0.1, 0.98

    for t in range(1, 801):
        # momentum schedule from the paper: 1 - 2^(-1 - log2(t/250 + 1))
        mu = min(1 - 2 ** (-1 - np.log2(t // 250 + 1)), mu_max)
        # 1) jump in the direction of the accumulated velocity
        for p, vel in zip(theta, v):
            p += mu * vel
        # 2) measure the gradient where we ended up
        g = grad(theta, X, y)
        # 3) correct. the jump is already part of theta, only the correction is added
        for p, vel, gi in zip(theta, v, g):
            vel *= mu
            vel -= lr * gi
            p -= lr * gi
        if t % 200 == 0:
            print('iter %4d  mu %.3f  loss %.4f' % (t, mu, loss(theta, X, y)))

    acc = np.mean((forward(theta, Xt)[1] > 0.5) == yt)
    print('test accuracy', acc)
