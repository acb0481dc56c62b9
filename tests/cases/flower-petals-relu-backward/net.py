import numpy as np


def layer_sizes(X, Y, n_h):
    return X.shape[0], n_h, Y.shape[0]


def initialize(n_x, n_h, n_y):
    np.random.seed(2)
    return {"W1": np.random.randn(n_h, n_x) * np.sqrt(2.0 / n_x),
            "b1": np.zeros((n_h, 1)),
            "W2": np.random.randn(n_y, n_h) * np.sqrt(1.0 / n_h),
            "b2": np.zeros((n_y, 1))}


def relu_backward(dA, Z):
    dZ = np.array(dA, copy=True)
    dZ[dA <= 0] = 0
    return dZ


def forward(X, P):
    Z1 = np.dot(P["W1"], X) + P["b1"]
    A1 = np.maximum(Z1, 0)
    Z2 = np.dot(P["W2"], A1) + P["b2"]
    A2 = 1 / (1 + np.exp(-Z2))
    return A2, (Z1, A1)


def compute_cost(A2, Y):
    m = Y.shape[1]
    logprobs = np.multiply(np.log(A2), Y)
    return float(np.squeeze(-np.sum(logprobs) / m))


def backward(X, Y, A2, cache, P):
    Z1, A1 = cache
    m = X.shape[1]
    dZ2 = A2 - Y
    dA1 = np.dot(P["W2"].T, dZ2)
    dZ1 = relu_backward(dA1, Z1)
    return {"W2": np.dot(dZ2, A1.T) / m, "b2": np.sum(dZ2, axis=1, keepdims=True) / m,
            "W1": np.dot(dZ1, X.T) / m, "b1": np.sum(dZ1, axis=1, keepdims=True) / m}


def petals(m):
    rng = np.random.RandomState(1)
    Y = (np.arange(m) % 2).reshape(1, m)
    t = rng.uniform(0, 2 * np.pi, m)
    r = 2 * np.cos(2 * t) ** 2 * rng.uniform(0.6, 1, m) + 0.2
    phi = t + np.pi / 4 * (Y[0])
    t0 = np.round(t / (np.pi / 2)) * np.pi / 2
    phi = t0 + 0.35 * (t - t0) + np.pi / 4 * Y[0]
    return np.vstack([r * np.cos(phi), r * np.sin(phi)]), Y


if __name__ == "__main__":
    X, Y = petals(400)
    n_x, n_h, n_y = layer_sizes(X, Y, 24)
    P = initialize(n_x, n_h, n_y)
    for i in range(1201):
        A2, cache = forward(X, P)
        grads = backward(X, Y, A2, cache, P)
        for k in P:
            P[k] = P[k] - 0.4 * grads[k]
        if i % 1000 == 0:
            print("Cost after iteration %i: %f" % (i, compute_cost(A2, Y)))
    print("Accuracy: %.4f" % np.mean((forward(X, P)[0] > 0.5) == Y))
