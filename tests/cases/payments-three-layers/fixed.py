import numpy as np


def rect(Z):
    return np.maximum(0, Z)


def logi(Z):
    return 1 / (1 + np.exp(-Z))


def start_values(dims, seed):
    rng = np.random.RandomState(seed)
    params = {}
    for l in range(1, len(dims)):
        params["W" + str(l)] = rng.randn(dims[l], dims[l - 1]) * np.sqrt(2. / dims[l - 1])
        params["b" + str(l)] = np.zeros((dims[l], 1))
    return params


def go_forward(X, Y, params):
    m = X.shape[1]
    Z1 = np.dot(params["W1"], X) + params["b1"]
    A1 = rect(Z1)
    Z2 = np.dot(params["W2"], A1) + params["b2"]
    A2 = rect(Z2)
    Z3 = np.dot(params["W3"], A2) + params["b3"]
    A3 = logi(Z3)
    losses = np.multiply(-np.log(A3), Y) + np.multiply(-np.log(1 - A3), 1 - Y)
    cost = 1. / m * np.sum(losses)
    return cost, (Z1, A1, Z2, A2, Z3, A3)


def go_backward(X, Y, params, cache):
    m = X.shape[1]
    Z1, A1, Z2, A2, Z3, A3 = cache
    dZ3 = A3 - Y
    dW3 = 1. / m * np.dot(dZ3, A2.T)
    db3 = 1. / m * np.sum(dZ3, axis=1, keepdims=True)

    dA2 = np.dot(params["W3"].T, dZ3)
    dZ2 = np.multiply(dA2, np.int64(A2 > 0))
    dW2 = 1. / m * np.dot(dZ2, A1.T)
    db2 = 1. / m * np.sum(dZ2, axis=1, keepdims=True)

    dA1 = np.dot(params["W2"].T, dZ2)
    dZ1 = np.multiply(dA1, np.int64(A1 > 0))
    dW1 = 1. / m * np.dot(dZ1, X.T)
    db1 = 1. / m * np.sum(dZ1, axis=1, keepdims=True)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2, "W3": dW3, "b3": db3}


def payments(n, seed):
    rng = np.random.RandomState(seed)
    X = rng.randn(4, n)
    fraud = (X[0] * X[1] + 0.5 * X[2] > 0.3)
    wrong_label = rng.rand(n) < 0.08
    return X, (fraud ^ wrong_label).reshape(1, n).astype(float)


def model(X, Y, dims, rate, steps):
    params = start_values(dims, 3)
    for i in range(steps):
        cost, cache = go_forward(X, Y, params)
        grads = go_backward(X, Y, params, cache)
        for name in grads:
            params[name] = params[name] - rate * grads[name]
        if i % 500 == 0:
            print("Cost after step {}: {}".format(i, cost))
    return params


if __name__ == "__main__":
    X, Y = payments(300, 0)
    params = model(X, Y, [4, 5, 3, 1], 0.1, 3001)
    A3 = go_forward(X, Y, params)[1][-1]
    print("share right:", np.mean((A3 > 0.5) == (Y > 0.5)))
