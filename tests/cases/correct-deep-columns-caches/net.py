import numpy as np


def initialize_parameters_deep(layer_dims, rng):
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters['W' + str(l)] = rng.randn(layer_dims[l], layer_dims[l - 1]) * np.sqrt(2. / layer_dims[l - 1])
        parameters['b' + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters


def linear_activation_forward(A_prev, W, b, activation):
    Z = np.dot(W, A_prev) + b
    A = np.maximum(0, Z) if activation == "relu" else 1 / (1 + np.exp(-Z))
    return A, (A_prev, W, Z)


def L_model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters) // 2
    for l in range(1, L + 1):
        kind = "sigmoid" if l == L else "relu"
        A, cache = linear_activation_forward(A, parameters['W' + str(l)], parameters['b' + str(l)], kind)
        caches.append(cache)
    return A, caches


def linear_activation_backward(dA, cache, activation):
    A_prev, W, Z = cache
    m = A_prev.shape[1]
    if activation == "relu":
        dZ = np.array(dA, copy=True)
        dZ[Z <= 0] = 0
    else:
        s = 1 / (1 + np.exp(-Z))
        dZ = dA * s * (1 - s)
    return np.dot(W.T, dZ), np.dot(dZ, A_prev.T) / m, np.sum(dZ, axis=1, keepdims=True) / m


def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dA = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    for l in reversed(range(L)):
        kind = "sigmoid" if l == L - 1 else "relu"
        dA, grads['dW' + str(l + 1)], grads['db' + str(l + 1)] = linear_activation_backward(dA, caches[l], kind)
    return grads


def update_parameters(parameters, grads, learning_rate):
    for key in parameters:
        parameters[key] -= learning_rate * grads['d' + key]
    return parameters


def compute_cost(AL, Y):
    m = Y.shape[1]
    return np.squeeze(-(np.dot(Y, np.log(AL).T) + np.dot(1 - Y, np.log(1 - AL).T)) / m)


if __name__ == "__main__":
    rng = np.random.RandomState(4)
    X = rng.uniform(-1, 1, (2, 300))
    Y = (np.abs(X[0:1]) + np.abs(X[1:2]) < 0.8).astype(float)
    parameters = initialize_parameters_deep([2, 16, 8, 1], rng)
    for i in range(2500):
        AL, caches = L_model_forward(X, parameters)
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, 0.2)
        if i % 500 == 0:
            print("Cost after iteration {}: {}".format(i, compute_cost(AL, Y)))
    AL, _ = L_model_forward(X, parameters)
    print("Accuracy: " + str(np.mean((AL > 0.5) == Y)))
