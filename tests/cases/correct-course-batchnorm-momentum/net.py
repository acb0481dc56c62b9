import numpy as np


def batchnorm_forward(x, gamma, beta, bn, mode):
    momentum, eps = 0.9, 1e-5
    if mode == "train":
        mu, var = x.mean(axis=0), x.var(axis=0)
        xhat = (x - mu) / np.sqrt(var + eps)
        bn["running_mean"] = momentum * bn["running_mean"] + (1 - momentum) * mu
        bn["running_var"] = momentum * bn["running_var"] + (1 - momentum) * var
        return gamma * xhat + beta, (xhat, gamma, np.sqrt(var + eps))
    xhat = (x - bn["running_mean"]) / np.sqrt(bn["running_var"] + eps)
    return gamma * xhat + beta, None


def batchnorm_backward(dout, cache):
    xhat, gamma, std = cache
    N = len(dout)
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).sum(axis=0)
    dx = gamma / (N * std) * (N * dout - dbeta - xhat * dgamma)
    return dx, dgamma, dbeta


def svm_loss(scores, y):
    N = len(y)
    margins = np.maximum(0, scores - scores[np.arange(N), y][:, None] + 1)
    margins[np.arange(N), y] = 0
    ds = (margins > 0).astype(float)
    ds[np.arange(N), y] = -ds.sum(axis=1)
    return margins.sum() / N, ds / N


def step(P, x, y, bn, reg):
    a = x @ P["W1"]                      # no bias here, beta does its work
    b, cache = batchnorm_forward(a, P["gamma"], P["beta"], bn, "train")
    h = b * (b > 0)
    loss, ds = svm_loss(h @ P["W2"] + P["b2"], y)
    loss += reg * (np.sum(P["W1"] ** 2) + np.sum(P["W2"] ** 2))
    G = {"W2": h.T @ ds + 2 * reg * P["W2"], "b2": ds.sum(axis=0)}
    db = ds @ P["W2"].T
    db[b <= 0] = 0
    da, G["gamma"], G["beta"] = batchnorm_backward(db, cache)
    G["W1"] = x.T @ da + 2 * reg * P["W1"]
    return loss, G


if __name__ == "__main__":
    rng = np.random.RandomState(231)
    y = rng.randint(0, 4, 600)
    x = np.array([[3, 3], [3, -3], [-3, 3], [-3, -3]])[(y + rng.randint(0, 2, 600)) % 4] * 10.0
    x = np.hstack([x, 20.0 * ((y % 2)[:, None] - 0.5)]) + rng.normal(0, 5, (600, 3)) + 50
    P = {"W1": 0.01 * rng.randn(3, 32), "gamma": np.ones(32), "beta": np.zeros(32),
         "W2": 0.01 * rng.randn(32, 4), "b2": np.zeros(4)}
    bn = {"running_mean": np.zeros(32), "running_var": np.zeros(32)}
    V = {k: np.zeros_like(v) for k, v in P.items()}
    for it in range(1000):
        pick = rng.choice(500, 50, replace=False)
        loss, G = step(P, x[pick], y[pick], bn, 1e-4)
        for k in P:
            V[k] = 0.9 * V[k] + G[k]
            P[k] = P[k] - 0.02 * V[k]
        if it % 200 == 0:
            print("it", it, "loss", loss)
    h, _ = batchnorm_forward(x[500:] @ P["W1"], P["gamma"], P["beta"], bn, "test")
    print("val acc:", np.mean((np.maximum(h, 0) @ P["W2"] + P["b2"]).argmax(axis=1) == y[500:]))
