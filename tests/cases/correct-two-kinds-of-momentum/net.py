import numpy as np


def initialize(layer_dims):
    np.random.seed(3)
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * np.sqrt(2 / layer_dims[l - 1])
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters


def forward(X, parameters):
    L = len(parameters) // 2
    caches = {"A0": X}
    A = X
    for l in range(1, L + 1):
        Z = parameters["W" + str(l)] @ A + parameters["b" + str(l)]
        A = np.maximum(Z, 0) if l < L else 1 / (1 + np.exp(-Z))
        caches["Z" + str(l)], caches["A" + str(l)] = Z, A
    return A, caches


def compute_cost(AL, Y):
    return np.sum(-Y * np.log(AL + 1e-12) - (1 - Y) * np.log(1 - AL + 1e-12))


def backward(Y, caches, parameters):
    L = len(parameters) // 2
    m = Y.shape[1]
    grads = {}
    dZ = 1. / m * (caches["A" + str(L)] - Y)
    for l in range(L, 0, -1):
        grads["dW" + str(l)] = dZ @ caches["A" + str(l - 1)].T
        grads["db" + str(l)] = np.sum(dZ, axis=1, keepdims=True)
        if l > 1:
            dA = parameters["W" + str(l)].T @ dZ
            dZ = np.multiply(dA, np.int64(caches["A" + str(l - 1)] > 0))
    return grads


def heavy_ball(parameters, grads, v, beta, learning_rate):
    """velocity holds the step itself"""
    for key in parameters:
        v[key] = beta * v[key] - learning_rate * grads["d" + key]
        parameters[key] = parameters[key] + v[key]


def averaged(parameters, grads, v, beta, learning_rate):
    """velocity is a running mean of the gradients"""
    for key in parameters:
        v[key] = beta * v[key] + (1 - beta) * grads["d" + key]
        parameters[key] = parameters[key] - learning_rate * v[key]


def random_mini_batches(X, Y, size, seed):
    np.random.seed(seed)
    order = np.random.permutation(X.shape[1])
    X, Y = X[:, order], Y[:, order]
    return [(X[:, k:k + size], Y[:, k:k + size]) for k in range(0, X.shape[1], size)]


def model(X, Y, layer_dims, update, learning_rate, beta=0.9, epochs=120):
    parameters = initialize(layer_dims)
    v = {key: np.zeros(value.shape) for key, value in parameters.items()}
    for i in range(epochs):
        cost_total = 0
        for bX, bY in random_mini_batches(X, Y, 64, 10 + i):
            AL, caches = forward(bX, parameters)
            cost_total += compute_cost(AL, bY)
            update(parameters, backward(bY, caches, parameters), v, beta, learning_rate)
        if i % 30 == 0:
            print("Cost after epoch %i: %f" % (i, cost_total / X.shape[1]))
    return parameters


def predict_accuracy(X, Y, parameters):
    return np.mean((forward(X, parameters)[0] > 0.5) == Y)


if __name__ == "__main__":
    np.random.seed(5)
    n = 500
    half = np.random.randint(0, 2, n)
    phi = np.random.uniform(0, np.pi, n)
    X = np.vstack([np.cos(phi) * (1 - 2 * half) + half, np.sin(phi) * (1 - 2 * half) + 0.5 * half])
    X += 0.1 * np.random.randn(2, n)
    Y = half.reshape(1, n).astype(float)
    for update, rate in ((heavy_ball, 0.02), (averaged, 0.2)):
        parameters = model(X, Y, [2, 16, 8, 1], update, rate)
        print(update.__name__, "accuracy:", predict_accuracy(X, Y, parameters))
