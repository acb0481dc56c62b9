import numpy as np


def init_he(dims, seed):
    np.random.seed(seed)
    params = {}
    for l in range(1, len(dims)):
        params["W%d" % l] = np.random.randn(dims[l], dims[l - 1]) * np.sqrt(2. / dims[l - 1])
        params["b%d" % l] = np.zeros((dims[l], 1))
    return params


def forward(X, params):
    L = len(params) // 2
    cache = {"A0": X}
    for l in range(1, L + 1):
        Z = params["W%d" % l].dot(cache["A%d" % (l - 1)]) + params["b%d" % l]
        cache["A%d" % l] = np.maximum(0, Z) if l != L else 1. / (1. + np.exp(-Z))
    return cache["A%d" % L], cache


def cost_with_penalty(AL, Y, params, lambd):
    m = Y.shape[1]
    L = len(params) // 2
    ce = -np.sum(np.log(np.where(Y == 1, AL, 1 - AL))) / m
    pen = sum(np.sum(np.square(params["W%d" % l])) for l in range(1, L + 1))
    return ce + lambd / (2 * m) * pen


def backward(AL, Y, cache, params, lambd):
    m = Y.shape[1]
    L = len(params) // 2
    grads = {}
    dZ = AL - Y
    for l in reversed(range(1, L + 1)):
        grads["W%d" % l] = (dZ.dot(cache["A%d" % (l - 1)].T) + lambd * params["W%d" % l]) / m
        grads["b%d" % l] = dZ.mean(axis=1, keepdims=True)
        if l > 1:
            # relu: its output is positive exactly where its input is
            dZ = params["W%d" % l].T.dot(dZ) * (cache["A%d" % (l - 1)] > 0)
    return grads


def model(X, Y, dims, alpha=0.2, lambd=0.1, iterations=2500):
    params = init_he(dims, 3)
    for i in range(iterations):
        AL, cache = forward(X, params)
        grads = backward(AL, Y, cache, params, lambd)
        for key in params:
            params[key] = params[key] - alpha * grads[key]
        if i % 500 == 0:
            print("Cost after %d: %.5f" % (i, cost_with_penalty(AL, Y, params, lambd)))
    return params


def flower(m):
    rs = np.random.RandomState(1)
    phi = rs.rand(m) * 2 * np.pi
    r = rs.rand(m) * 2
    X = np.vstack([r * np.cos(phi), r * np.sin(phi)])
    return X, (r < 1 + 0.5 * np.cos(3 * phi)).astype(int).reshape(1, m)


if __name__ == "__main__":
    X, Y = flower(500)
    params = model(X[:, :400], Y[:, :400], [2, 20, 8, 1])
    AL, _ = forward(X[:, 400:], params)
    print("test accuracy:", np.mean((AL > 0.5) == Y[:, 400:]))
