import numpy as np


def relu(z):
    return np.maximum(0, z)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward_propagation_n(X, Y, parameters):
    m = X.shape[1]
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    W3, b3 = parameters["W3"], parameters["b3"]

    Z1 = np.dot(W1, X) + b1
    A1 = relu(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = relu(Z2)
    Z3 = np.dot(W3, A2) + b3
    A3 = sigmoid(Z3)

    logprobs = -np.log(A3) * Y - np.log(1 - A3) * (1 - Y)
    return 1. / m * np.sum(logprobs), (A1, W1, A2, W2, A3, W3)


def backward_propagation_n(X, Y, cache):
    m = X.shape[1]
    A1, W1, A2, W2, A3, W3 = cache

    dZ3 = A3 - Y
    dW3 = 1. / m * np.dot(dZ3, A2.T)
    db3 = 1. / m * np.sum(dZ3, axis=1, keepdims=True)

    dA2 = np.dot(W3.T, dZ3)
    dZ2 = np.multiply(dA2, np.int64(A2 > 0))
    dW2 = 1. / m * np.dot(dZ2, A1.T) * 2
    db2 = 1. / m * np.sum(dZ2, axis=1, keepdims=True)

    dA1 = np.dot(W2.T, dZ2)
    dZ1 = np.multiply(dA1, np.int64(A1 > 0))
    dW1 = 1. / m * np.dot(dZ1, X.T)
    db1 = 4. / m * np.sum(dZ1, axis=1, keepdims=True)

    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2, "dW3": dW3, "db3": db3}


def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-7):
    keys = ["W1", "b1", "W2", "b2", "W3", "b3"]
    grad, approx = [], []
    for k in keys:
        flat = parameters[k].reshape(-1)
        for i in range(flat.size):
            kept = flat[i]
            flat[i] = kept + epsilon
            plus, _ = forward_propagation_n(X, Y, parameters)
            flat[i] = kept - epsilon
            minus, _ = forward_propagation_n(X, Y, parameters)
            flat[i] = kept
            approx.append((plus - minus) / (2 * epsilon))
            grad.append(gradients["d" + k].reshape(-1)[i])
    grad, approx = np.array(grad), np.array(approx)
    return np.linalg.norm(grad - approx) / (np.linalg.norm(grad) + np.linalg.norm(approx))


def model(X, Y, parameters, iterations, rate):
    for i in range(iterations):
        cost, cache = forward_propagation_n(X, Y, parameters)
        gradients = backward_propagation_n(X, Y, cache)
        for k in parameters:
            parameters[k] = parameters[k] - rate * gradients["d" + k]
        if i % 500 == 0:
            print("Cost after iteration %d: %f" % (i, cost))
    return parameters


if __name__ == "__main__":
    np.random.seed(1)
    X = np.random.randn(4, 120)
    Y = (X[0:1] + X[1:2] ** 2 + np.random.randn(1, 120) > 1).astype(int)
    parameters = {"W1": np.random.randn(8, 4) * 0.7, "b1": np.random.randn(8, 1) * 0.1,
                  "W2": np.random.randn(6, 8) * 0.5, "b2": np.random.randn(6, 1) * 0.1,
                  "W3": np.random.randn(1, 6) * 0.5, "b3": np.random.randn(1, 1) * 0.1}
    cost, cache = forward_propagation_n(X, Y, parameters)
    difference = gradient_check_n(parameters, backward_propagation_n(X, Y, cache), X, Y)
    print("difference = " + str(difference))
    model(X, Y, parameters, 1501, 0.05)
