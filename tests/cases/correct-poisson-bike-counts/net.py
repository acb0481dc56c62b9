"""Counts of rented bikes: a small network whose output is the log of a Poisson rate."""
import numpy as np

rng = np.random.default_rng(30)


def make_data(n):
    hour = rng.uniform(0, 24, n)
    temp = rng.uniform(-5, 30, n)
    rate = np.exp(0.8 + 1.2 * np.sin((hour - 9) / 24 * 2 * np.pi) + 0.04 * temp)
    return np.column_stack([hour, temp]), rng.poisson(rate), rate


def features(raw, stats):
    mean, std = stats
    return (raw - mean) / std


def forward(theta, x):
    W1, b1, W2, b2 = theta
    z = x @ W1 + b1
    a = np.log1p(np.exp(-np.abs(z))) + np.maximum(z, 0)     # softplus
    log_rate = (a @ W2 + b2).ravel()
    return log_rate, (x, z, a)


def poisson_nll(log_rate, count):
    # constant log(count!) left out
    return np.mean(np.exp(log_rate) - count * log_rate)


def backward(theta, cache, log_rate, count):
    W1, b1, W2, b2 = theta
    x, z, a = cache
    d_out = ((np.exp(log_rate) - count) / len(count))[:, None]
    dW2 = a.T @ d_out
    db2 = d_out.sum(axis=0)
    d_z = (d_out @ W2.T) / (1 + np.exp(-z))                 # softplus' = sigmoid
    dW1 = x.T @ d_z
    db1 = d_z.sum(axis=0)
    return dW1, db1, dW2, db2


raw, count, _ = make_data(800)
raw_test, count_test, rate_test = make_data(200)
stats = raw.mean(axis=0), raw.std(axis=0)
x, x_test = features(raw, stats), features(raw_test, stats)

hidden = 16
theta = [rng.standard_normal((2, hidden)) / np.sqrt(2), np.zeros(hidden),
         rng.standard_normal((hidden, 1)) * 0.1 / np.sqrt(hidden), np.array([np.log(count.mean())])]

lr, batch = 0.01, 50
for epoch in range(150):
    perm = rng.permutation(len(x))
    for s in range(0, len(x), batch):
        idx = perm[s:s + batch]
        log_rate, cache = forward(theta, x[idx])
        grads = backward(theta, cache, log_rate, count[idx])
        for p, g in zip(theta, grads):
            p -= lr * g
    if epoch % 25 == 0:
        print("epoch", epoch, "nll", poisson_nll(forward(theta, x)[0], count))

pred = np.exp(forward(theta, x_test)[0])
print("test nll:", poisson_nll(np.log(pred), count_test), "of the true rates:", poisson_nll(np.log(rate_test), count_test))
print("correlation with true rate:", np.corrcoef(pred, rate_test)[0, 1])
