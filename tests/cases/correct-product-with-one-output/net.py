import numpy as np


def rings(m, rng):
    inner = rng.rand(m) < 0.5
    r = np.where(inner, 0.6, 1.6) + 0.15 * rng.randn(m)
    phi = rng.uniform(0, 2 * np.pi, m)
    return np.vstack([r * np.cos(phi), r * np.sin(phi)]), inner.reshape(1, m).astype(int)


def initialize(n_x, n_h, rng):
    return {"W1": rng.randn(n_h, n_x), "b1": np.zeros((n_h, 1)),
            "W2": rng.randn(1, n_h), "b2": np.zeros((1, 1))}


def propagate_forward(X, par):
    A1 = np.tanh(np.dot(par["W1"], X) + par["b1"])
    A2 = 1 / (1 + np.exp(-(np.dot(par["W2"], A1) + par["b2"])))
    return A1, A2


def cost(A2, Y):
    m = Y.shape[1]
    total = np.dot(Y, np.log(A2).T) + np.dot(1 - Y, np.log(1 - A2).T)
    return -np.squeeze(total) / m


def propagate_backward(X, Y, par, A1, A2):
    m = X.shape[1]
    # one output unit: dZ2 is a single row, W2.T a single column
    dZ2 = (A2 - Y) / m
    dW2 = np.dot(dZ2, A1.T)
    db2 = np.sum(dZ2)
    dZ1 = np.multiply(par["W2"].T, dZ2) * (1 - np.power(A1, 2))
    dW1 = np.dot(dZ1, X.T)
    db1 = np.sum(dZ1, axis=1, keepdims=True)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def fit(X, Y, n_h, rounds, rate, rng):
    par = initialize(X.shape[0], n_h, rng)
    for i in range(rounds):
        A1, A2 = propagate_forward(X, par)
        grads = propagate_backward(X, Y, par, A1, A2)
        if i % 300 == 0:
            print("Cost after iteration", i, ":", cost(A2, Y))
        for key in grads:
            par[key] = par[key] - rate * grads[key]
    return par


if __name__ == "__main__":
    rng = np.random.RandomState(11)
    X, Y = rings(250, rng)
    par = fit(X, Y, 6, 1501, 1.0, rng)
    A1, A2 = propagate_forward(X, par)
    print("right:", np.mean((A2 > 0.5) == Y))
