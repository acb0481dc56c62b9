import numpy as np


def initialize(dims, seed):
    rng = np.random.RandomState(seed)
    parameters = {}
    for l in range(1, len(dims)):
        parameters['W' + str(l)] = rng.randn(dims[l], dims[l - 1]) * np.sqrt(1 / dims[l - 1])
        parameters['b' + str(l)] = np.zeros((dims[l], 1))
    return parameters


def L_model_forward(X, parameters):
    L = len(parameters) // 2
    A, caches = X, []
    for l in range(1, L + 1):
        Z = parameters['W' + str(l)] @ A + parameters['b' + str(l)]
        caches.append((A, Z))
        A = Z if l == L else np.tanh(Z)
    return A, caches


def L_model_backward(AL, Y, caches, parameters):
    grads, m = {}, Y.shape[1]
    dZ = 2 * (AL - Y) / m
    for l in range(len(caches), 0, -1):
        A_prev, _ = caches[l - 1]
        grads['dW' + str(l)] = dZ @ A_prev.T
        grads['db' + str(l)] = np.sum(dZ, axis=1, keepdims=True)
        if l > 1:
            dZ = parameters['W' + str(l)].T @ dZ * (1 - np.tanh(caches[l - 2][1]) ** 2)
    return grads


def update_parameters(parameters, grads, learning_rate):
    L = len(parameters) // 2
    for l in range(1, L + 1):
        parameters['W' + str(l)] = parameters['W' + str(l)] - learning_rate * grads['dW' + str(l)]
        parameters['b' + str(l)] = parameters['b' + str(l)] - learning_rate * grads['db' + str(l)]
    return parameters


def compute_cost(AL, Y):
    return float(np.mean((AL - Y) ** 2))


def model(X, Y, dims, learning_rate=0.05, num_iterations=3000):
    parameters = initialize(dims, 1)
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        grads = L_model_backward(AL, Y, caches, parameters)
        parameters = update_parameters(parameters, grads, learning_rate)
        if i % 500 == 0:
            print('Cost after iteration {}: {}'.format(i, compute_cost(AL, Y)))
    return parameters


if __name__ == '__main__':
    rng = np.random.RandomState(0)
    X = rng.uniform(-1.5, 1.5, (4, 250))
    Y = 4 + 2.5 * np.exp(-X[:1] ** 2) * (1 + X[1:2]) + X[2:3] * X[3:]
    parameters = model(X, Y, [4, 15, 10, 1])
    print('Final cost:', compute_cost(L_model_forward(X, parameters)[0], Y))
