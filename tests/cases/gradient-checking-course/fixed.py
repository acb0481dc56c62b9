import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def relu(z):
    return np.maximum(0, z)


def initialize_parameters(sizes, seed):
    rng = np.random.RandomState(seed)
    parameters = {}
    for l in range(1, len(sizes)):
        parameters["W" + str(l)] = rng.randn(sizes[l], sizes[l - 1]) * np.sqrt(2.0 / sizes[l - 1])
        parameters["b" + str(l)] = rng.randn(sizes[l], 1) * 0.1
    return parameters


def forward_propagation_n(X, Y, parameters):
    m = X.shape[1]
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    W3, b3 = parameters["W3"], parameters["b3"]

    # LINEAR -> RELU -> LINEAR -> RELU -> LINEAR -> SIGMOID
    Z1 = np.dot(W1, X) + b1
    A1 = relu(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = relu(Z2)
    Z3 = np.dot(W3, A2) + b3
    A3 = sigmoid(Z3)

    logprobs = np.multiply(-np.log(A3), Y) + np.multiply(-np.log(1 - A3), 1 - Y)
    cost = 1. / m * np.sum(logprobs)
    return cost, (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3)


def backward_propagation_n(X, Y, cache):
    m = X.shape[1]
    (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3) = cache

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

    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2, "dW3": dW3, "db3": db3}


def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-7):
    approx, exact = [], []
    for key in sorted(parameters):
        P = parameters[key]
        for i in np.ndindex(P.shape):
            keep = P[i]
            P[i] = keep + epsilon
            plus, _ = forward_propagation_n(X, Y, parameters)
            P[i] = keep - epsilon
            minus, _ = forward_propagation_n(X, Y, parameters)
            P[i] = keep
            approx.append((plus - minus) / (2 * epsilon))
            exact.append(gradients["d" + key][i])
    approx, exact = np.array(approx), np.array(exact)
    return np.linalg.norm(exact - approx) / (np.linalg.norm(exact) + np.linalg.norm(approx))


if __name__ == "__main__":
    rng = np.random.RandomState(3)
    X = rng.randn(4, 120)
    Y = (X[0:1] * X[1:2] + X[2:3] + rng.randn(1, 120) > 0).astype(float)
    parameters = initialize_parameters([4, 8, 5, 1], 1)
    cost, cache = forward_propagation_n(X, Y, parameters)
    difference = gradient_check_n(parameters, backward_propagation_n(X, Y, cache), X, Y)
    print("gradient check, difference =", difference)

    for i in range(601):
        cost, cache = forward_propagation_n(X, Y, parameters)
        gradients = backward_propagation_n(X, Y, cache)
        for key in parameters:
            parameters[key] = parameters[key] - 0.05 * gradients["d" + key]
        if i % 150 == 0:
            print("Cost after iteration %i: %f" % (i, cost))
