import numpy as np


def squash(z):
    return 1 / (1 + np.exp(-z))


def forward_all(X, pars):
    W1, b1, W2, b2, W3, b3 = (pars[k] for k in ("W1", "b1", "W2", "b2", "W3", "b3"))
    Z1 = np.dot(W1, X) + b1
    A1 = np.maximum(Z1, 0)
    Z2 = np.dot(W2, A1) + b2
    A2 = np.maximum(Z2, 0)
    Z3 = np.dot(W3, A2) + b3
    A3 = squash(Z3)
    return A3, (Z1, A1, W1, Z2, A2, W2, Z3, A3, W3)


def cost_of(A3, Y):
    m = Y.shape[1]
    return 1. / m * np.sum(-np.log(A3) * Y - np.log(1 - A3) * (1 - Y))


def backward_all(X, Y, cache):
    m = X.shape[1]
    (Z1, A1, W1, Z2, A2, W2, Z3, A3, W3) = cache

    dZ3 = A3 - Y
    dW3 = 1. / m * np.dot(dZ3, A2.T)
    db3 = 1. / m * np.sum(dZ3, axis=1, keepdims=True)

    dA2 = np.dot(W3.T, dZ3)
    dZ2 = np.multiply(dA2, np.int64(A2 > 0))
    dW2 = 1. / m * np.dot(dZ2, A1.T) * 2
    db2 = 1. / m * np.sum(dZ2, axis=1, keepdims=True)

    dA1 = np.dot(W2.T, dZ2)
    dZ1 = np.multiply(dA1, np.int64(A1 > 0))
    dW1 = 1. / m * np.dot(dZ1, X.T)
    db1 = 4. / m * np.sum(dZ1, axis=1, keepdims=True)

    return {"dW3": dW3, "db3": db3, "dW2": dW2, "db2": db2, "dW1": dW1, "db1": db1}


def to_vector(d, prefix=""):
    return np.concatenate([d[prefix + k].ravel() for k in ("W1", "b1", "W2", "b2", "W3", "b3")])


def compare(pars, grads, X, Y, eps=1e-6):
    approx = []
    for k in ("W1", "b1", "W2", "b2", "W3", "b3"):
        flat = pars[k].reshape(-1)
        for i in range(flat.size):
            keep = flat[i]
            flat[i] = keep + eps
            up = cost_of(forward_all(X, pars)[0], Y)
            flat[i] = keep - eps
            down = cost_of(forward_all(X, pars)[0], Y)
            flat[i] = keep
            approx.append((up - down) / (2 * eps))
    g, approx = to_vector(grads, "d"), np.array(approx)
    return np.linalg.norm(g - approx) / (np.linalg.norm(g) + np.linalg.norm(approx))


if __name__ == "__main__":
    np.random.seed(1)
    X = np.random.randn(4, 60)
    Y = (X[0:1] * X[1:2] + X[2:3] > 0).astype(int)
    pars = {
        "W1": np.random.randn(7, 4) * 0.7, "b1": np.random.randn(7, 1) * 0.1,
        "W2": np.random.randn(5, 7) * 0.5, "b2": np.random.randn(5, 1) * 0.1,
        "W3": np.random.randn(1, 5) * 0.5, "b3": np.zeros((1, 1)),
    }
    A3, cache = forward_all(X, pars)
    difference = compare(pars, backward_all(X, Y, cache), X, Y)
    for i in range(1500):
        A3, cache = forward_all(X, pars)
        grads = backward_all(X, Y, cache)
        for k in pars:
            pars[k] = pars[k] - 0.1 * grads["d" + k]
        if i % 300 == 0:
            print("cost", i, cost_of(A3, Y))
    if difference > 2e-7:
        print("There is a mistake in the backward propagation!")
    print("difference =", difference)
