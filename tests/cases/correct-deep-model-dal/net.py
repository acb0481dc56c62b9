import numpy as np


def initialize_parameters(layer_dims, rng):
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters["W" + str(l)] = rng.randn(layer_dims[l], layer_dims[l - 1]) * np.sqrt(2 / layer_dims[l - 1])
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters


def L_model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters) // 2
    for l in range(1, L + 1):
        A_prev = A
        W, b = parameters["W" + str(l)], parameters["b" + str(l)]
        Z = W @ A_prev + b
        A = np.maximum(0, Z) if l < L else 1 / (1 + np.exp(-Z))
        caches.append((A_prev, W, Z))
    return A, caches


def compute_cost(AL, Y):
    return -np.mean(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))


def linear_backward(dZ, A_prev, W):
    m = A_prev.shape[1]
    return W.T @ dZ, dZ @ A_prev.T / m, np.sum(dZ, axis=1, keepdims=True) / m


def relu_backward(dA, Z):
    dZ = np.array(dA, copy=True)
    dZ[Z <= 0] = 0
    return dZ


def sigmoid_backward(dA, Z):
    s = 1 / (1 + np.exp(-Z))
    return dA * s * (1 - s)


def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dA = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    for l in reversed(range(L)):
        A_prev, W, Z = caches[l]
        dZ = sigmoid_backward(dA, Z) if l == L - 1 else relu_backward(dA, Z)
        dA, grads["dW" + str(l + 1)], grads["db" + str(l + 1)] = linear_backward(dZ, A_prev, W)
    return grads


def update_parameters(parameters, grads, learning_rate):
    for l in range(len(parameters) // 2):
        parameters["W" + str(l + 1)] -= learning_rate * grads["dW" + str(l + 1)]
        parameters["b" + str(l + 1)] -= learning_rate * grads["db" + str(l + 1)]
    return parameters


def L_layer_model(X, Y, layer_dims, learning_rate, num_iterations, rng):
    parameters = initialize_parameters(layer_dims, rng)
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
        if i % 250 == 0:
            print("Cost after iteration %i: %f" % (i, compute_cost(AL, Y)))
    return parameters


if __name__ == "__main__":
    rng = np.random.RandomState(18)
    X = rng.uniform(-1, 1, (2, 300))
    Y = (X[1:2] > 0.6 * np.sin(4 * X[0:1]) + 0.15 * rng.randn(1, 300)).astype(float)
    parameters = L_layer_model(X, Y, [2, 16, 8, 1], 0.1, 2001, rng)
    AL, _ = L_model_forward(X, parameters)
    print("Accuracy: %.3f" % np.mean((AL > 0.5) == Y))
