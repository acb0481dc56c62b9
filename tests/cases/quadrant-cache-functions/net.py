import numpy as np


def start_values(sizes, seed):
    rng = np.random.RandomState(seed)
    p = {}
    for l in range(1, len(sizes)):
        p["W%d" % l] = rng.randn(sizes[l], sizes[l - 1]) * np.sqrt(1.0 / sizes[l - 1])
        p["b%d" % l] = np.zeros((sizes[l], 1))
    return p


def forward_pass(X, p):
    c = {"A0": X}
    c["Z1"] = p["W1"].dot(X) + p["b1"]
    c["A1"] = np.tanh(c["Z1"])
    c["Z2"] = p["W2"].dot(c["A1"]) + p["b2"]
    c["A2"] = np.tanh(c["Z2"])
    c["Z3"] = p["W3"].dot(c["A2"]) + p["b3"]
    ex = np.exp(c["Z3"] - c["Z3"].max(axis=0, keepdims=True))
    c["A3"] = ex / ex.sum(axis=0, keepdims=True)
    return c


def backward_pass(Y, p, c):
    m = Y.shape[1]
    g = {}
    dZ3 = (c["A3"] - Y) / m
    g["W3"] = dZ3.dot(c["A2"].T)
    g["b3"] = np.sum(g["W3"], axis=1, keepdims=True)
    dZ2 = p["W3"].T.dot(dZ3)
    g["W2"] = dZ2.dot(c["A1"].T)
    g["b2"] = np.sum(g["W2"], axis=1, keepdims=True)
    dZ1 = p["W2"].T.dot(dZ2) * (1 - c["A2"] ** 2)
    g["W1"] = dZ1.dot(c["A0"].T)
    g["b1"] = np.sum(g["W1"], axis=1, keepdims=True)
    return g


def cost(A3, Y):
    return -np.sum(Y * np.log(A3 + 1e-12)) / Y.shape[1]


def train(X, Y, sizes, steps, lr):
    p = start_values(sizes, 1)
    for s in range(steps):
        c = forward_pass(X, p)
        g = backward_pass(Y, p, c)
        for key in p:
            p[key] = p[key] - lr * g[key]
        if s % 300 == 0:
            print("step", s, "cost", cost(c["A3"], Y))
    return p


if __name__ == "__main__":
    rng = np.random.RandomState(0)
    X = rng.uniform(-3, 3, (2, 400))
    # checkered plane: class by column, shifted in every second row
    k = (np.floor((X[0] + 3) / 1.5) + 2 * (X[1] > 0.7)).astype(int) % 4
    Y = np.eye(4)[k].T
    p = train(X, Y, (2, 16, 16, 4), 2400, 0.5)
    A3 = forward_pass(X, p)["A3"]
    print("end cost", cost(A3, Y), "accuracy", np.mean(A3.argmax(axis=0) == k))
