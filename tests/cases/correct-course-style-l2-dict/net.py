import numpy as np


def sigmoid(Z):
    return 1 / (1 + np.exp(-Z))


def initialize_parameters(layer_dims):
    np.random.seed(3)
    parameters = {}
    L = len(layer_dims)
    for l in range(1, L):
        parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * np.sqrt(2 / layer_dims[l - 1])
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters


def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.maximum(0, Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = np.maximum(0, Z2)
    Z3 = np.dot(parameters["W3"], A2) + parameters["b3"]
    A3 = sigmoid(Z3)
    return A3, (A1, A2)


def compute_cost(A3, Y, parameters, lambd):
    m = Y.shape[1]
    cross_entropy = -np.sum(Y * np.log(A3) + (1 - Y) * np.log(1 - A3)) / m
    squares = sum(np.sum(np.square(parameters["W" + str(l)])) for l in (1, 2, 3))
    return cross_entropy + lambd / (2 * m) * squares


def backward_propagation(X, Y, A3, cache, parameters, lambd):
    m = X.shape[1]
    A1, A2 = cache
    dZ3 = A3 - Y
    dW3 = 1. / m * np.dot(dZ3, A2.T) + lambd / m * parameters["W3"]
    db3 = 1. / m * np.sum(dZ3, axis=1, keepdims=True)
    dZ2 = np.dot(parameters["W3"].T, dZ3) * (A2 > 0)
    dW2 = 1. / m * np.dot(dZ2, A1.T) + lambd / m * parameters["W2"]
    db2 = 1. / m * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = np.dot(parameters["W2"].T, dZ2) * np.int64(A1 > 0)
    dW1 = 1. / m * np.dot(dZ1, X.T) + lambd / m * parameters["W1"]
    db1 = 1. / m * np.sum(dZ1, axis=1, keepdims=True)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2, "W3": dW3, "b3": db3}


def model(X, Y, learning_rate=0.3, num_iterations=3000, lambd=0.1):
    parameters = initialize_parameters([X.shape[0], 16, 6, 1])
    for i in range(num_iterations):
        A3, cache = forward_propagation(X, parameters)
        grads = backward_propagation(X, Y, A3, cache, parameters, lambd)
        for key in parameters:
            parameters[key] = parameters[key] - learning_rate * grads[key]
        if i % 500 == 0:
            print("Cost after iteration {}: {}".format(i, compute_cost(A3, Y, parameters, lambd)))
    return parameters


if __name__ == "__main__":
    rng = np.random.RandomState(0)
    X = rng.uniform(-1.5, 1.5, (2, 300))
    Y = (np.sum(X ** 2, axis=0, keepdims=True) < 1).astype(int)
    parameters = model(X, Y)
    A3, _ = forward_propagation(X, parameters)
    print("Accuracy: {}".format(np.mean((A3 > 0.5) == Y)))
