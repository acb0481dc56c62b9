import numpy as np


def init_params(n_x, n_h, n_y):
    np.random.seed(2)
    return {"W1": np.random.randn(n_h, n_x) * 0.5, "b1": np.zeros((n_h, 1)),
            "W2": np.random.randn(n_y, n_h) * 0.3, "b2": np.zeros((n_y, 1))}


def softmax(Z):
    shifted = np.exp(Z - np.max(Z))
    return shifted / np.sum(shifted, axis=1, keepdims=True)


def forward_prop(X, prm):
    Z1 = np.dot(prm["W1"], X) + prm["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(prm["W2"], A1) + prm["b2"]
    A2 = softmax(Z2)
    return A2, {"A1": A1, "A2": A2}


def compute_cost(A2, Y):
    m = Y.shape[1]
    return -np.sum(Y * np.log(A2 + 1e-12)) / m


def back_prop(X, Y, prm, cache):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dW2 = np.dot(dZ2, cache["A1"].T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(prm["W2"].T, dZ2) * (1 - np.power(cache["A1"], 2))
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def make_clouds(m=240):
    np.random.seed(7)
    centres = np.array([[-1.2, -1.0], [1.3, -0.8], [0.9, 1.2], [-1.0, 1.1]])
    kind = np.arange(m) % 4
    X = centres[kind].T + 0.45 * np.random.randn(2, m)
    Y = np.zeros((4, m))
    Y[kind, np.arange(m)] = 1
    return X, Y, kind


X, Y, kind = make_clouds()
params = init_params(2, 10, 4)
for it in range(601):
    A2, cache = forward_prop(X, params)
    cost = compute_cost(A2, Y)
    g = back_prop(X, Y, params, cache)
    for key in params:
        params[key] = params[key] - 0.8 * g[key]
    if it % 100 == 0:
        print("Cost after iteration %i: %f" % (it, cost))

A2, _ = forward_prop(X, params)
print("train accuracy", np.mean(np.argmax(A2, axis=0) == kind))
