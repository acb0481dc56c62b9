import numpy as np


def start_values(sizes, rng):
    par = {}
    for i in range(len(sizes) - 1):
        par["W%d" % i] = rng.standard_normal((sizes[i], sizes[i + 1])) / np.sqrt(sizes[i])
        par["b%d" % i] = np.zeros(sizes[i + 1])
    return par


def run(par, x):
    hidden = np.tanh(x @ par["W0"] + par["b0"])
    return hidden, hidden @ par["W1"] + par["b1"]


def loss_and_grads(par, x, y):
    hidden, out = run(par, x)
    diff = out - y
    d_out = 2 * diff / diff.size
    d_hidden = d_out @ par["W1"].T * (1 - hidden ** 2)
    grads = {"W1": hidden.T @ d_out, "b1": d_out.sum(0),
             "W0": x.T @ d_hidden, "b0": d_hidden.sum(0)}
    return np.mean(diff ** 2), grads


def adam(par, grads, state, t, alpha=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    if not state:
        state["m"] = {k: np.zeros_like(par[k]) for k in par}
        state["r"] = {k: np.zeros_like(par[k]) for k in par}
    for k in par:
        state["m"][k] = beta1 * state["m"][k] + (1 - beta1) * grads[k]
        state["r"][k] = beta2 * state["r"][k] + (1 - beta2) * grads[k] ** 2
        m_hat = state["m"][k] / (1 - beta1 ** t)
        r_hat = state["r"][k] / (1 - beta2 ** t)
        par[k] -= alpha * m_hat / (np.sqrt(r_hat) + eps)
    return par


def fit(par, x, y, epochs, batch, rng):
    state, t = {}, 0
    for epoch in range(epochs):
        order = rng.permutation(len(x))
        for s in range(0, len(x), batch):
            t += 1
            part = order[s:s + batch]
            _, grads = loss_and_grads(par, x[part], y[part])
            par = adam(par, grads, state, t)
        if epoch % 20 == 19:
            print("epoch %d: mean squared error %.6f" % (epoch + 1, loss_and_grads(par, x, y)[0]))
    return par


if __name__ == "__main__":
    rng = np.random.default_rng(7)
    x = rng.uniform(-2, 2, (400, 2))
    y = np.column_stack([np.sin(2 * x[:, 0]) * x[:, 1], np.cos(x[:, 0] + x[:, 1])])
    par = start_values([2, 30, 2], rng)
    fit(par, x, y, 100, 40, rng)
