import numpy as np


def relu(z):
    return np.where(z > 0, z, 0)


def make_weights(layer_dims, rng):
    params = {}
    for l in range(1, len(layer_dims)):
        params["W%d" % l] = rng.standard_normal((layer_dims[l - 1], layer_dims[l])) * np.sqrt(2 / layer_dims[l - 1])
        params["b%d" % l] = np.zeros((1, layer_dims[l]))
    return params


def model(X, params):
    cache = {"A0": X}
    depth = len(params) // 2
    for l in range(1, depth + 1):
        Z = cache["A%d" % (l - 1)] @ params["W%d" % l] + params["b%d" % l]
        cache["Z%d" % l] = Z
        cache["A%d" % l] = relu(Z) if l < depth else Z
    return cache["A%d" % depth], cache


def mse(out, y):
    return np.mean((out - y) ** 2)


def model_backward(out, y, cache, params):
    grads = {}
    depth = len(params) // 2
    dZ = 2 * (out - y) / len(y)
    for l in range(depth, 0, -1):
        grads["W%d" % l] = cache["A%d" % (l - 1)].T @ dZ
        grads["b%d" % l] = np.sum(dZ, axis=0, keepdims=True)
        if l > 1:
            dA = dZ @ params["W%d" % l].T
            dZ = dA * (cache["Z%d" % (l - 1)] > 0)
    return grads


def train(X, y, layer_dims, learning_rate, num_iterations):
    rng = np.random.default_rng(2)
    params = make_weights(layer_dims, rng)
    for i in range(num_iterations):
        out, cache = model(X, params)
        grads = model_backward(out, y, cache, params)
        for key in params:
            params[key] = params[key] - learning_rate * grads[key]
        if i % 200 == 0 or i == num_iterations - 1:
            print("iteration", i, "mse", mse(out, y))
    return params


if __name__ == "__main__":
    rng = np.random.default_rng(0)
    # temperature, vacuum, pressure, humidity -> power, all in units of their spread
    X = rng.standard_normal((400, 4))
    y = (-0.8 * X[:, :1] - 0.3 * X[:, 1:2] + 0.4 * np.abs(X[:, 2:3]) - 0.2 * X[:, 3:] * X[:, :1])
    y = (y - y.mean()) / y.std()
    params = train(X, y, [4, 20, 10, 1], 0.02, 1501)
    out, _ = model(X, params)
    print("share of variance left:", mse(out, y) / np.var(y))
