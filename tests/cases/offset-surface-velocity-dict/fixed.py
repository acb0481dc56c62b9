import numpy as np


def start(n_x, n_h, n_y):
    np.random.seed(4)
    p = {"W1": np.random.randn(n_h, n_x) / np.sqrt(n_x),
         "b1": np.zeros((n_h, 1)),
         "W2": np.random.randn(n_y, n_h) / np.sqrt(n_h),
         "b2": np.zeros((n_y, 1))}
    v = {}
    for name in p:
        v[name] = np.zeros(p[name].shape)
    return p, v


def run_forward(X, p):
    A1 = np.tanh(np.dot(p["W1"], X) + p["b1"])
    Y_hat = np.dot(p["W2"], A1) + p["b2"]
    return Y_hat, A1


def run_backward(X, Y, Y_hat, A1, p):
    m = X.shape[1]
    dZ2 = 2 * (Y_hat - Y) / m
    dZ1 = np.dot(p["W2"].T, dZ2) * (1 - A1 * A1)
    return {"W2": np.dot(dZ2, A1.T), "b2": dZ2.sum(axis=1, keepdims=True),
            "W1": np.dot(dZ1, X.T), "b1": dZ1.sum(axis=1, keepdims=True)}


def momentum_step(p, v, grads, beta, lr):
    for l in ("1", "2"):
        v["W" + l] = beta * v["W" + l] + (1 - beta) * grads["W" + l]
        v["b" + l] = beta * v["b" + l] + (1 - beta) * grads["b" + l]
        p["W" + l] = p["W" + l] - lr * v["W" + l]
        p["b" + l] = p["b" + l] - lr * v["b" + l]
    return p, v


if __name__ == "__main__":
    rng = np.random.RandomState(11)
    X = rng.uniform(-1.5, 1.5, (2, 250))
    Y = 1.5 + np.sin(2 * X[:1]) * X[1:] + 0.5 * X[1:] ** 2
    p, v = start(2, 14, 1)
    for it in range(3001):
        Y_hat, A1 = run_forward(X, p)
        if it % 500 == 0:
            print("iteration", it, "mse:", np.mean((Y_hat - Y) ** 2))
        grads = run_backward(X, Y, Y_hat, A1, p)
        p, v = momentum_step(p, v, grads, 0.9, 0.1)
