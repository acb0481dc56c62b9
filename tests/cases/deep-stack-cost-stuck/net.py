import numpy as np


def initialize_deep(layer_sizes):
    np.random.seed(3)
    params = {}
    for l in range(1, len(layer_sizes)):
        params[f"W{l}"] = np.random.randn(layer_sizes[l], layer_sizes[l - 1]) * 0.01
        params[f"b{l}"] = np.zeros((layer_sizes[l], 1))
    return params


def relu(Z):
    return np.maximum(0, Z), Z


def sigmoid(Z):
    return 1 / (1 + np.exp(-Z)), Z


def unit_forward(A_prev, W, b, activation):
    Z = W @ A_prev + b
    A, Z = sigmoid(Z) if activation == "sigmoid" else relu(Z)
    return A, (A_prev, W, Z)


def unit_backward(dA, cache, activation):
    A_prev, W, Z = cache
    m = A_prev.shape[1]
    if activation == "sigmoid":
        s = 1 / (1 + np.exp(-Z))
        dZ = dA * s * (1 - s)
    else:
        dZ = dA * (Z > 0)
    return W.T @ dZ, dZ @ A_prev.T / m, dZ.sum(axis=1, keepdims=True) / m


def model_forward(X, params):
    caches, A = [], X
    L = len(params) // 2
    for l in range(1, L + 1):
        A, cache = unit_forward(A, params[f"W{l}"], params[f"b{l}"], "sigmoid" if l == L else "relu")
        caches.append(cache)
    return A, caches


def model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dA = AL - Y
    for l in range(L, 0, -1):
        dA, grads[f"W{l}"], grads[f"b{l}"] = unit_backward(dA, caches[l - 1], "sigmoid" if l == L else "relu")
    return grads


def cost_of(AL, Y):
    return float(np.squeeze(-np.mean(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))))


if __name__ == "__main__":
    rng = np.random.RandomState(12)
    X = rng.uniform(-1, 1, (6, 300))
    Y = ((X[0] * X[1] > 0) | (X[2] + X[3] > 1.1)).astype(float).reshape(1, -1)
    params = initialize_deep([6, 20, 12, 6, 1])
    for i in range(2501):
        AL, caches = model_forward(X, params)
        grads = model_backward(AL, Y, caches)
        for name in params:
            params[name] = params[name] - 0.05 * grads[name]
        if i % 500 == 0:
            print("Cost after iteration %d: %.6f" % (i, cost_of(AL, Y)))
    print("accuracy", np.mean((AL > 0.5) == Y))
