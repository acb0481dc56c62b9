import numpy as np


def start_values(dims):
    np.random.seed(7)
    params, speed = {}, {}
    for l in range(1, len(dims)):
        params["W" + str(l)] = np.random.randn(dims[l], dims[l - 1]) * np.sqrt(2. / dims[l - 1])
        params["b" + str(l)] = np.zeros((dims[l], 1))
        speed["W" + str(l)] = np.zeros((dims[l], dims[l - 1]))
        speed["b" + str(l)] = np.zeros((dims[l], 1))
    return params, speed


def go_forward(X, params):
    L = len(params) // 2
    A, caches = X, []
    for l in range(1, L):
        Z = np.dot(params["W" + str(l)], A) + params["b" + str(l)]
        caches.append((A, Z))
        A = np.maximum(0, Z)
    Z = np.dot(params["W" + str(L)], A) + params["b" + str(L)]
    caches.append((A, Z))
    return 1 / (1 + np.exp(-Z)), caches


def cost_with_decay(AL, Y, params, lambd):
    m = Y.shape[1]
    ce = -(np.dot(Y, np.log(AL + 1e-12).T) + np.dot(1 - Y, np.log(1 - AL + 1e-12).T)) / m
    l2 = sum(np.sum(params[k] ** 2) for k in params if k.startswith("W"))
    return np.squeeze(ce) + lambd * l2 / (2 * m)


def go_backward(AL, Y, caches, params, lambd):
    m, L = Y.shape[1], len(caches)
    grads = {}
    dZ = AL - Y
    for l in reversed(range(1, L + 1)):
        A_prev, _ = caches[l - 1]
        W = params["W" + str(l)]
        grads["dW" + str(l)] = (np.dot(dZ, A_prev.T) + lambd * W) / m
        grads["db" + str(l)] = np.mean(dZ, axis=1, keepdims=True)
        if l > 1:
            dZ = np.dot(W.T, dZ)
            dZ[caches[l - 2][1] <= 0] = 0
    return grads


def L_layer_fit(X, Y, dims, rate=0.2, beta=0.9, rounds=1200, lambd=0.1):
    params, speed = start_values(dims)
    for i in range(rounds):
        AL, caches = go_forward(X, params)
        grads = go_backward(AL, Y, caches, params, lambd)
        for k in params:
            speed[k] = beta * speed[k] + (1 - beta) * grads["d" + k]
            params[k] = params[k] - rate * speed[k]
        if i % 300 == 0:
            print("Cost after round {}: {:.5f}".format(i, cost_with_decay(AL, Y, params, lambd)))
    return params


if __name__ == "__main__":
    rng = np.random.RandomState(3)
    X = rng.uniform(-1.5, 1.5, (2, 400))
    Y = (np.abs(X[0:1]) + np.abs(X[1:2]) < 1.3).astype(int)
    params = L_layer_fit(X, Y, [2, 20, 10, 1])
    print("train accuracy:", np.mean((go_forward(X, params)[0] > 0.5) == Y))
