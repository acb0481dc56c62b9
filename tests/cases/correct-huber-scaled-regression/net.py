import numpy as np


def standardise(a, mean=None, std=None):
    if mean is None:
        mean, std = a.mean(axis=0), a.std(axis=0)
    return (a - mean) / std, mean, std


def softplus(v):
    return np.log1p(np.exp(-np.abs(v))) + np.maximum(v, 0)


def logistic(v):
    return 1 / (1 + np.exp(-v))


def predict(theta, x):
    w1, b1, w2, b2 = theta
    return softplus(x @ w1 + b1) @ w2 + b2


def huber(r):
    a = np.abs(r)
    return np.where(a <= 1, 0.5 * r * r, a - 0.5).mean()


def slopes(theta, x, y):
    w1, b1, w2, b2 = theta
    pre = x @ w1 + b1
    post = softplus(pre)
    r = post @ w2 + b2 - y
    g = np.clip(r, -1, 1) / len(x)          # slope of the huber loss
    g_pre = np.outer(g, w2) * logistic(pre)
    return x.T @ g_pre, g_pre.sum(0), post.T @ g, g.sum()


def split(n, share, rng):
    order = rng.permutation(n)
    cut = int(n * share)
    return order[:cut], order[cut:]


if __name__ == "__main__":
    rng = np.random.default_rng(77)
    # fuel use from speed (km/h), load (kg) and outside temperature, with a few wrong readings
    raw = np.stack([rng.uniform(30, 150, 400), rng.uniform(0, 500, 400), rng.uniform(-10, 35, 400)], axis=1)
    fuel = 4 + 0.0006 * (raw[:, 0] - 70) ** 2 + 0.004 * raw[:, 1] - 0.02 * raw[:, 2]
    fuel += rng.normal(0, 0.1, 400)
    fuel[rng.integers(0, 400, 12)] += 15
    tr, te = split(400, 0.75, rng)
    x_tr, mu, sd = standardise(raw[tr])
    x_te = standardise(raw[te], mu, sd)[0]
    y_tr, y_mu, y_sd = standardise(fuel[tr])
    theta = [rng.normal(0, 0.5, (3, 15)), np.zeros(15), rng.normal(0, 0.3, 15), np.array(0.0)]
    for i in range(4000):
        theta = [p - 0.2 * g for p, g in zip(theta, slopes(theta, x_tr, y_tr))]
        if i % 800 == 0:
            print("step", i, "huber", huber(predict(theta, x_tr) - y_tr))
    guess = predict(theta, x_te) * y_sd + y_mu
    print("median miss on the test set:", np.median(np.abs(guess - fuel[te])))
