import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def relu(z):
    return np.maximum(0, z)


def start_params(sizes):
    np.random.seed(3)
    params = {}
    for l in range(1, len(sizes)):
        params["W" + str(l)] = np.random.randn(sizes[l], sizes[l - 1]) * np.sqrt(2 / sizes[l - 1])
        params["b" + str(l)] = np.zeros((sizes[l], 1))
    return params


def forward_n(X, Y, params):
    m = X.shape[1]
    W1, b1 = params["W1"], params["b1"]
    W2, b2 = params["W2"], params["b2"]
    W3, b3 = params["W3"], params["b3"]

    # LINEAR -> RELU -> LINEAR -> RELU -> LINEAR -> SIGMOID
    Z1 = np.dot(W1, X) + b1
    A1 = relu(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = relu(Z2)
    Z3 = np.dot(W3, A2) + b3
    A3 = sigmoid(Z3)

    logs = np.multiply(-np.log(A3), Y) + np.multiply(-np.log(1 - A3), 1 - Y)
    cost = 1. / m * np.sum(logs)
    return cost, (Z1, A1, Z2, A2, Z3, A3)


def backward_n(X, Y, params, cache):
    m = X.shape[1]
    Z1, A1, Z2, A2, Z3, A3 = cache
    W2, W3 = params["W2"], params["W3"]

    dZ3 = A3 - Y
    dW3 = 1. / m * np.dot(dZ3, A2.T)
    db3 = 1. / m * np.sum(dZ3, axis=1, keepdims=True)

    dA2 = np.dot(W3.T, dZ3)
    dZ2 = np.multiply(dA2, np.int64(A2 > 0))
    dW2 = 1. / m * np.dot(dZ2, A1.T)
    db2 = 1. / m * np.sum(dZ2, axis=1, keepdims=True)

    dA1 = np.dot(W2.T, dZ2)
    dZ1 = np.multiply(dA1, np.int64(A1 > 0))
    dW1 = 1. / m * np.dot(dZ1, X.T)
    db1 = 1. / m * np.sum(dZ1, axis=1, keepdims=True)

    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2, "W3": dW3, "b3": db3}


if __name__ == "__main__":
    np.random.seed(1)
    X = np.random.randn(4, 300)
    Y = (X[0:1] * X[1:2] + X[2:3] > 0.2).astype(float)
    params = start_params([4, 5, 3, 1])
    for i in range(2001):
        cost, cache = forward_n(X, Y, params)
        slopes = backward_n(X, Y, params, cache)
        for key in params:
            params[key] = params[key] - 0.3 * slopes[key]
        if i % 400 == 0:
            print("Cost after iteration %d: %f" % (i, cost))
    print("accuracy:", np.mean((cache[-1] > 0.5) == Y))
