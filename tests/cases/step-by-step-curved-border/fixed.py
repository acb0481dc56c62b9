import numpy as np


def rectify(Z):
    return np.maximum(0, Z)


def logistic(Z):
    return 1 / (1 + np.exp(-Z))


def make_params(dims, seed):
    np.random.seed(seed)
    params = {}
    for l in range(1, len(dims)):
        params["W" + str(l)] = np.random.randn(dims[l], dims[l - 1]) * np.sqrt(2 / dims[l - 1])
        params["b" + str(l)] = np.zeros((dims[l], 1))
    return params


def forward(X, params):
    stack = {"A0": X}
    L = len(params) // 2
    for l in range(1, L + 1):
        s = str(l)
        stack["Z" + s] = params["W" + s] @ stack["A" + str(l - 1)] + params["b" + s]
        stack["A" + s] = logistic(stack["Z" + s]) if l == L else rectify(stack["Z" + s])
    return stack["A" + str(L)], stack


def bce(AL, Y):
    return -np.mean(Y * np.log(AL + 1e-12) + (1 - Y) * np.log(1 - AL + 1e-12))


def one_layer_back(dZ, A_prev, W):
    m = A_prev.shape[1]
    return W.T @ dZ, dZ @ A_prev.T / m, dZ.sum(axis=1, keepdims=True) / m


def backward(AL, Y, stack, params):
    grads = {}
    L = len(params) // 2
    # top layer: sigmoid and cross-entropy together
    grads["dA" + str(L - 1)], grads["dW" + str(L)], grads["db" + str(L)] = one_layer_back(
        AL - Y, stack["A" + str(L - 1)], params["W" + str(L)])
    grads["dA" + str(L)] = grads["dA" + str(L - 1)]
    for l in reversed(range(L - 1)):
        dZ = grads["dA" + str(l + 1)] * (stack["Z" + str(l + 1)] > 0)
        grads["dA" + str(l)], grads["dW" + str(l + 1)], grads["db" + str(l + 1)] = one_layer_back(
            dZ, stack["A" + str(l)], params["W" + str(l + 1)])
    return grads


def model(X, Y, dims, rate, rounds):
    params = make_params(dims, 4)
    for i in range(rounds):
        AL, stack = forward(X, params)
        grads = backward(AL, Y, stack, params)
        for key in params:
            params[key] = params[key] - rate * grads["d" + key]
        if i % 500 == 0:
            print("cost after", i, "rounds:", bce(AL, Y))
    print("cost at the end:", bce(forward(X, params)[0], Y))
    return params


if __name__ == "__main__":
    np.random.seed(0)
    X = np.random.uniform(-2, 2, (2, 400))
    Y = (X[:1] * X[1:] + 0.4 * np.sin(3 * X[:1]) > 0).astype(float)
    params = model(X, Y, [2, 10, 10, 10, 10, 10, 10, 1], rate=0.1, rounds=600)
    print("right:", np.mean((forward(X, params)[0] > 0.5) == Y))
