import numpy as np


def layer_sizes():
    return [2, 8, 4, 1]


def initialize_parameters(layers_dims):
    np.random.seed(8)
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters["W" + str(l)] = np.random.randn(layers_dims[l], layers_dims[l - 1]) / np.sqrt(layers_dims[l - 1])
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters


def model_forward(X, parameters):
    L = len(parameters) // 2
    A = X
    caches = {"A0": X}
    for l in range(1, L + 1):
        Z = np.dot(parameters["W" + str(l)], A) + parameters["b" + str(l)]
        A = np.tanh(Z) if l < L else 1 / (1 + np.exp(-Z))
        caches["A" + str(l)] = A
    return A, caches


def compute_cost(AL, Y):
    m = Y.shape[1]
    return float(-np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / m)


def model_backward(AL, Y, caches, parameters):
    m = Y.shape[1]
    L = len(parameters) // 2
    grads = {}
    dZ = AL - Y
    for l in reversed(range(1, L + 1)):
        grads["dW" + str(l)] = np.dot(dZ, caches["A" + str(l - 1)].T) / m
        grads["db" + str(l)] = np.sum(dZ, axis=1, keepdims=True) / m
        if l > 1:
            dA = np.dot(parameters["W" + str(l)].T, dZ)
            dZ = dA * (1 - np.power(caches["A" + str(l - 1)], 2))
    return grads


def update_parameters(parameters, grads, learning_rate):
    L = len(parameters) // 2 # number of layers in the neural network
    for l in range(L - 1):
        parameters["W" + str(l + 1)] = parameters["W" + str(l + 1)] - learning_rate * grads["dW" + str(l + 1)]
        parameters["b" + str(l + 1)] = parameters["b" + str(l + 1)] - learning_rate * grads["db" + str(l + 1)]
    return parameters


def make_rings(m=300):
    np.random.seed(2)
    r = np.concatenate([np.random.uniform(0, 1, m // 2), np.random.uniform(1.3, 2, m // 2)])
    phi = np.random.uniform(0, 2 * np.pi, m)
    X = np.stack([r * np.cos(phi), r * np.sin(phi)])
    Y = (r > 1.15).astype(float).reshape(1, m)
    return X, Y


X, Y = make_rings()
parameters = initialize_parameters(layer_sizes())
for i in range(0, 3000):
    AL, caches = model_forward(X, parameters)
    cost = compute_cost(AL, Y)
    grads = model_backward(AL, Y, caches, parameters)
    parameters = update_parameters(parameters, grads, learning_rate=0.3)
    if i % 500 == 0:
        print("Cost after iteration %i: %f" % (i, cost))

AL, caches = model_forward(X, parameters)
print("Accuracy: %.2f%%" % (100 * np.mean((AL > 0.5) == Y)))
print("Final cost: %f" % compute_cost(AL, Y))
