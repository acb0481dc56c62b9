import numpy as np

n, inputs, hidden, outputs = 9, 4, 6, 2
rng = np.random.default_rng(0)
X = rng.normal(size=(n, inputs))
Y = rng.normal(size=(n, outputs))
params = {
    "W1": rng.normal(size=(inputs, hidden)),
    "gamma": 1 + 0.1 * rng.normal(size=hidden),
    "beta": 0.1 * rng.normal(size=hidden),
    "W2": rng.normal(size=(hidden, outputs)) * 0.5,
    "b2": 0.1 * rng.normal(size=outputs),
}
keep = 0.8


def step(params, X, Y):
    z = X @ params["W1"]
    mean, var = z.mean(axis=0), z.var(axis=0)
    inv = 1 / np.sqrt(var + 1e-5)
    hat = (z - mean) * inv
    y = params["gamma"] * hat + params["beta"]
    mask = (rng.uniform(size=y.shape) < keep) / keep
    a = np.tanh(y) * mask
    out = a @ params["W2"] + params["b2"]
    loss = np.sum((out - Y) ** 2) / (2 * len(X))

    dout = (out - Y) / len(X)
    grads = {"W2": a.T @ dout, "b2": dout.sum(axis=0)}
    da = dout @ params["W2"].T
    dy = da * mask * (1 - np.tanh(y) ** 2)
    grads["gamma"] = (dy * hat).sum(axis=0)
    grads["beta"] = dy.sum(axis=0)
    dhat = dy * params["gamma"]
    dz = inv * (dhat - dhat.mean(axis=0) - hat * (dhat * hat).mean(axis=0))
    grads["W1"] = X.T @ dz
    for name in params:
        params[name] -= 0.1 * grads[name]
    return loss


for epoch in range(60):
    loss = step(params, X, Y)
    if epoch % 20 == 0:
        print(epoch, loss)
