import numpy as np


def initialize_parameters_deep(layer_dims):
    np.random.seed(5)
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters['W' + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) / np.sqrt(layer_dims[l - 1]) * 1.5
        parameters['b' + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters


def L_model_forward(X, parameters):
    L = len(parameters) // 2
    caches = {'A0': X}
    A = X
    for l in range(1, L + 1):
        Z = np.dot(parameters['W' + str(l)], A) + parameters['b' + str(l)]
        A = np.tanh(Z) if l < L else 1 / (1 + np.exp(-Z))
        caches['Z' + str(l)] = Z
        caches['A' + str(l)] = A
    return A, caches


def compute_cost(AL, Y):
    m = Y.shape[1]
    return float(-np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / m)


def tanh_backward(dA, A):
    return dA * (1 - A ** 2)


def L_model_backward(AL, Y, caches, parameters):
    L = len(parameters) // 2
    m = Y.shape[1]
    grads = {}
    dZ = AL - Y
    for l in range(L, 0, -1):
        grads['dW' + str(l)] = np.dot(dZ, caches['A' + str(l - 1)].T) / m
        grads['db' + str(l)] = np.sum(dZ, axis=1, keepdims=True) / m
        if l > 1:
            dA = np.dot(parameters['W' + str(l)].T, dZ)
            dZ = tanh_backward(dA, caches['A' + str(l - 1)])
    return grads


def update_parameters(parameters, grads, learning_rate):
    L = len(parameters) // 2
    for l in range(1, L + 1):
        parameters['W' + str(l)] = parameters['W' + str(l)] - learning_rate * grads['dW' + str(l)]
        parameters['b' + str(l)] = parameters['b' + str(l)] - learning_rate * grads['db' + str(l)]
    return parameters


def L_layer_model(X, Y, layer_dims, learning_rate, num_iterations):
    parameters = initialize_parameters_deep(layer_dims)
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        cost = compute_cost(AL, Y)
        grads = L_model_backward(AL, Y, caches, parameters)
        parameters = update_parameters(parameters, grads, learning_rate)
        if i % 500 == 0:
            print("Cost after iteration %i: %f" % (i, cost))
    print("Last cost: %f" % cost)
    return parameters


if __name__ == "__main__":
    np.random.seed(1)
    X = np.random.uniform(-2, 2, (2, 500))
    # stripes along the diagonal
    Y = (np.sin(2.2 * (X[:1] + 0.5 * X[1:])) > 0.2).astype(float)
    parameters = L_layer_model(X, Y, [2, 12, 8, 1], 0.5, 3000)
    AL, _ = L_model_forward(X, parameters)
    print("Accuracy:", np.mean((AL > 0.5) == Y))
