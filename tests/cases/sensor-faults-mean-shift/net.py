import numpy as np


def make_readings(n, seed):
    """four kinds of machine fault, nine sensors; a few machines give far stronger signals"""
    rng = np.random.default_rng(seed)
    kind = rng.integers(0, 4, n)
    pattern = np.array([[1, 1, 0, 0, 0, 0, 0, 0, -1],
                        [0, 0, 1, 1, 0, 0, 0, -1, 0],
                        [0, 0, 0, 0, 1, 1, -1, 0, 0],
                        [-1, 0, 0, -1, 0, 0, 1, 1, 1]], dtype=float)
    strength = np.exp(rng.normal(0, 1.3, (n, 1)))
    X = strength * (pattern[kind] + rng.normal(0, 0.2, (n, 9)))
    return X / X.std(axis=0), kind


def probabilities(scores):
    # shift for numerical stability, does not change the result
    shifted = scores - scores.mean(axis=1, keepdims=True)
    powers = np.exp(shifted)
    return powers / powers.sum(axis=1, keepdims=True)


def leaky(z):
    return np.where(z > 0, z, 0.1 * z)


def step(X, kind, theta, lr):
    A, a, B, b = theta
    n = len(X)
    z = X @ A + a
    h = leaky(z)
    p = probabilities(h @ B + b)
    loss = -np.log(np.maximum(p[np.arange(n), kind], 1e-300)).mean()
    d = p.copy()
    d[np.arange(n), kind] -= 1
    d /= n
    dh = (d @ B.T) * np.where(z > 0, 1.0, 0.1)
    grads = X.T @ dh, dh.sum(axis=0), h.T @ d, d.sum(axis=0)
    return loss, [t - lr * g for t, g in zip(theta, grads)]


def share_right(X, kind, theta):
    A, a, B, b = theta
    return np.mean(np.argmax(probabilities(leaky(X @ A + a) @ B + b), axis=1) == kind)


if __name__ == '__main__':
    rng = np.random.default_rng(0)
    X, kind = make_readings(400, 1)
    theta = [rng.normal(0, 0.5, (9, 16)), np.zeros(16), rng.normal(0, 0.5, (16, 4)), np.zeros(4)]
    for i in range(3000):
        loss, theta = step(X, kind, theta, 0.5)
        if i % 300 == 0:
            print(i, 'loss', loss, 'largest weight', np.abs(theta[2]).max())
    print('share right', share_right(X, kind, theta))
