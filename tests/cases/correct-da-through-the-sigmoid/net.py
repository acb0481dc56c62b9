import numpy as np


def linear_forward(A, W, b):
    return np.dot(W, A) + b, (A, W)


def activate(Z, name):
    if name == "relu":
        return np.maximum(0, Z)
    return 1 / (1 + np.exp(-Z))


def model_forward(X, params, L):
    A, caches = X, []
    for l in range(1, L + 1):
        Z, lin = linear_forward(A, params["W%d" % l], params["b%d" % l])
        A = activate(Z, "sigmoid" if l == L else "relu")
        caches.append((lin, Z))
    return A, caches


def activation_backward(dA, Z, name):
    if name == "relu":
        dZ = np.array(dA, copy=True)
        dZ[Z <= 0] = 0
        return dZ
    s = 1 / (1 + np.exp(-Z))
    return dA * s * (1 - s)


def linear_backward(dZ, lin):
    A_prev, W = lin
    m = A_prev.shape[1]
    return np.dot(W.T, dZ), np.dot(dZ, A_prev.T) / m, np.sum(dZ, axis=1, keepdims=True) / m


def model_backward(AL, Y, caches):
    grads = {}
    # derivative of the cross-entropy with respect to AL, not yet divided by m
    dA = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    for l in range(len(caches), 0, -1):
        lin, Z = caches[l - 1]
        dZ = activation_backward(dA, Z, "sigmoid" if l == len(caches) else "relu")
        dA, grads["dW%d" % l], grads["db%d" % l] = linear_backward(dZ, lin)
    return grads


def cost_of(AL, Y):
    return float(-np.mean(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)))


def train(X, Y, dims, rate, rounds):
    rng = np.random.RandomState(1)
    L = len(dims) - 1
    params = {}
    for l in range(1, L + 1):
        params["W%d" % l] = rng.randn(dims[l], dims[l - 1]) * np.sqrt(2 / dims[l - 1])
        params["b%d" % l] = np.zeros((dims[l], 1))
    for i in range(rounds):
        AL, caches = model_forward(X, params, L)
        grads = model_backward(AL, Y, caches)
        for key in params:
            params[key] = params[key] - rate * grads["d" + key]
        if i % 500 == 0:
            print("Cost after iteration {}: {}".format(i, cost_of(AL, Y)))
    return params


if __name__ == "__main__":
    rng = np.random.RandomState(0)
    X = rng.randn(2, 250)
    Y = (X[0] ** 2 + X[1] ** 2 + 0.5 * rng.randn(250) < 1.4).astype(float).reshape(1, -1)
    params = train(X, Y, [2, 10, 6, 1], 0.1, 2001)
    AL, _ = model_forward(X, params, 3)
    print("Accuracy:", np.mean((AL > 0.5) == Y))
