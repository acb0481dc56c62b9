import numpy as np


def setup(n_in, n_mem, n_out):
    rs = np.random.RandomState(20)
    return {"U": rs.randn(n_mem, n_in) * 0.5, "W": np.eye(n_mem) + 0.1 * rs.randn(n_mem, n_mem),
            "c": np.zeros((n_mem, 1)), "V": rs.randn(n_out, n_mem) * 0.5, "d": np.zeros((n_out, 1))}


def rnn_forward(X, par):
    # X has shape (T, n_in, m)
    T, _, m = X.shape
    H = {-1: np.zeros((par["c"].shape[0], m))}
    for t in range(T):
        H[t] = np.tanh(par["U"] @ X[t] + par["W"] @ H[t - 1] + par["c"])
    prob = 1 / (1 + np.exp(-(par["V"] @ H[T - 1] + par["d"])))
    return prob, H


def rnn_backward(X, Y, prob, H, par):
    T, _, m = X.shape
    grads = {k: np.zeros_like(v) for k, v in par.items()}
    dout = (prob - Y) / m
    grads["V"] = dout @ H[T - 1].T
    grads["d"] = dout.sum(axis=1, keepdims=True)
    dH = par["V"].T @ dout
    for t in reversed(range(T)):
        dpre = dH * (1 - H[t] ** 2)
        grads["U"] += dpre @ X[t].T
        grads["W"] += dpre @ H[t - 1].T
        grads["c"] += dpre.sum(axis=1, keepdims=True)
        dH = par["W"].T @ dpre
    return grads


def clip(grads, top=1.0):
    size = np.sqrt(sum(np.sum(g ** 2) for g in grads.values()))
    return grads if size < top else {k: g * top / size for k, g in grads.items()}


if __name__ == "__main__":
    rs = np.random.RandomState(0)
    # were the first and the third sign of the sequence equal?
    X = rs.choice([-1.0, 1.0], size=(7, 1, 400))
    Y = (X[0] == X[2]).astype(float)
    par = setup(1, 10, 1)
    vel = {k: np.zeros_like(v) for k, v in par.items()}
    for step in range(1501):
        prob, H = rnn_forward(X, par)
        grads = clip(rnn_backward(X, Y, prob, H, par))
        for k in par:
            vel[k] = 0.9 * vel[k] - 0.05 * grads[k]
            par[k] += vel[k]
        if step % 300 == 0:
            loss = -np.mean(Y * np.log(prob + 1e-12) + (1 - Y) * np.log(1 - prob + 1e-12))
            print("step", step, "loss", loss, "right", np.mean((prob > 0.5) == Y))
