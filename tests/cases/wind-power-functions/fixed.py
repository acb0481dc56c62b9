import numpy as np


def initialise(n_in, n_hid, seed):
    r = np.random.RandomState(seed)
    return {"A": r.randn(n_in, n_hid) / np.sqrt(n_in), "a": np.zeros(n_hid),
            "B": r.randn(n_hid, 1) / np.sqrt(n_hid), "b": np.zeros(1)}


def power(p, wind):
    h = np.tanh(wind @ p["A"] + p["a"])
    return h @ p["B"] + p["b"], h


def loss_and_grads(p, wind, watts):
    y, h = power(p, wind)
    diff = y - watts
    g = 2 * diff / len(wind)
    gh = (g @ p["B"].T) * (1 - h * h)
    grads = {"B": h.T @ g, "b": g.sum(0), "A": wind.T @ gh, "a": gh.sum(0)}
    return np.mean(diff ** 2), grads


def fit(p, wind, watts, lr, epochs):
    for e in range(epochs):
        loss, g = loss_and_grads(p, wind, watts)
        p["A"] = p["A"] - lr * g["A"]
        p["a"] = p["a"] - lr * g["a"]
        p["B"] = p["B"] - lr * g["B"]
        p["b"] = p["b"] - lr * g["b"]
        if e % 200 == 0:
            print("epoch", e, "loss", loss)
    return loss


r = np.random.RandomState(0)
wind = r.uniform(-2, 2, (200, 3))
watts = (np.sin(wind[:, :1]) + 0.5 * wind[:, 1:2] * wind[:, 2:]) + 0.3
p = initialise(3, 24, 1)
print("final loss", fit(p, wind, watts, 0.1, 2000))
