import numpy as np

rng = np.random.RandomState(4)

T = 1000
X = np.arange(T).reshape(-1, 1).astype(float)
Y = np.sin(2 * np.pi * X / 500)
X = (X - X.mean()) / X.std()

n_hidden = 20
rate = 0.05

params = {
    "W_in": rng.normal(0, 1.5, (1, n_hidden)),
    "b_in": rng.normal(0, 1.5, n_hidden),
    "W_mid": rng.normal(0, 1 / np.sqrt(n_hidden), (n_hidden, n_hidden)),
    "b_mid": np.zeros(n_hidden),
    "W_out": rng.normal(0, 1 / np.sqrt(n_hidden), (n_hidden, 1)),
    "b_out": np.zeros(1),
}


def model(x):
    h1 = np.tanh(x.dot(params["W_in"]) + params["b_in"])
    h2 = np.tanh(h1.dot(params["W_mid"]) + params["b_mid"])
    return h1, h2, h2.dot(params["W_out"]) + params["b_out"]


def gradients(x, y):
    h1, h2, out = model(x)
    d_out = 2 * (out - y) / len(x)
    d2 = d_out.dot(params["W_out"].T) * (1 - h2 * h2)
    d1 = d2.dot(params["W_mid"].T) * (1 - h1 * h1)
    return {
        "W_out": h2.T.dot(d_out), "b_out": d_out.sum(axis=0),
        "W_mid": h1.T.dot(d2), "b_mid": d2.sum(axis=0),
        "W_in": x.T.dot(d1), "b_in": d1.sum(axis=0),
    }


for epoch in range(400):
    order = rng.permutation(T)
    for start in range(0, T, 50):
        rows = order[start:start + 50]
        grads = gradients(X[rows], Y[rows])
        for name in params:
            params[name] -= rate * grads[name]
    if epoch % 50 == 0:
        print("epoch", epoch, "loss", np.mean((model(X)[2] - Y) ** 2))

print("loss at the end:", np.mean((model(X)[2] - Y) ** 2))
