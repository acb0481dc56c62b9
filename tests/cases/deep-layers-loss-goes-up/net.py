import numpy as np


def initialize_parameters(layer_dims):
    L = len(layer_dims)
    parameters = {}
    for i in range(1, L):
        parameters["W" + str(i)] = np.random.randn(layer_dims[i], layer_dims[i - 1]) * np.sqrt(2 / layer_dims[i - 1])
        parameters["b" + str(i)] = np.zeros((layer_dims[i], 1))
    return parameters


def sigmoid(Z):
    return 1 / (1 + np.exp(-Z))


def relu(Z):
    return np.maximum(0, Z)


def relu_backward(dA, Z):
    dZ = np.array(dA, copy=True)
    dZ[dA <= 0] = 0
    return dZ


def forward_pass(X, parameters):
    caches, A = [], X
    L = len(parameters) // 2
    for i in range(1, L + 1):
        Z = np.dot(parameters["W" + str(i)], A) + parameters["b" + str(i)]
        caches.append((A, Z))
        A = sigmoid(Z) if i == L else relu(Z)
    return A, caches


def compute_loss(AL, Y):
    m = Y.shape[1]
    return float(-np.sum(Y * np.log(AL + 1e-12) + (1 - Y) * np.log(1 - AL + 1e-12)) / m)


def backward_pass(AL, Y, parameters, caches):
    grads = {}
    m = Y.shape[1]
    L = len(caches)
    dZ = AL - Y
    for i in range(L, 0, -1):
        A_prev, Z = caches[i - 1]
        if i < L:
            dZ = relu_backward(dA, Z)
        grads["dW" + str(i)] = np.dot(dZ, A_prev.T) / m
        grads["db" + str(i)] = np.sum(dZ, axis=1, keepdims=True) / m
        dA = np.dot(parameters["W" + str(i)].T, dZ)
    return grads


def update_parameters(parameters, grads, learning_rate):
    for i in range(1, len(parameters) // 2 + 1):
        parameters["W" + str(i)] = parameters["W" + str(i)] - learning_rate * grads["dW" + str(i)]
        parameters["b" + str(i)] = parameters["b" + str(i)] - learning_rate * grads["db" + str(i)]
    return parameters


def model(X, Y, layer_dims, learning_rate=0.1, num_iterations=1500):
    parameters = initialize_parameters(layer_dims)
    for i in range(num_iterations):
        AL, caches = forward_pass(X, parameters)
        loss = compute_loss(AL, Y)
        grads = backward_pass(AL, Y, parameters, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
        if i % 300 == 0:
            print("Loss after iteration", i, ":", loss)
    return parameters


if __name__ == "__main__":
    np.random.seed(1)
    # two moons
    t = np.random.rand(1, 200) * np.pi
    Y = np.random.randint(0, 2, (1, 200))
    X = np.vstack([np.where(Y == 1, 1 - np.cos(t), np.cos(t)), np.where(Y == 1, 0.4 - np.sin(t), np.sin(t))])
    X += 0.12 * np.random.randn(2, 200)
    parameters = model(X, Y, [2, 12, 8, 1])
    AL, _ = forward_pass(X, parameters)
    print("accuracy:", np.mean((AL > 0.5) == Y))
    print("last loss:", compute_loss(AL, Y))
