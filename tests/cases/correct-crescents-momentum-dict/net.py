import numpy as np


def starting_values(dims):
    np.random.seed(3)
    parameters = {}
    for l in range(1, len(dims)):
        parameters["W" + str(l)] = np.random.randn(dims[l], dims[l - 1]) * np.sqrt(2 / dims[l - 1])
        parameters["b" + str(l)] = np.zeros((dims[l], 1))
    return parameters


def forward(X, parameters):
    L = len(parameters) // 2
    A, caches = X, []
    for l in range(1, L + 1):
        Z = np.dot(parameters["W" + str(l)], A) + parameters["b" + str(l)]
        caches.append((A, Z))
        A = np.maximum(0, Z) if l < L else 1 / (1 + np.exp(-Z))
    return A, caches


def compute_cost(AL, Y):
    m = Y.shape[1]
    logprobs = np.multiply(Y, np.log(AL + 1e-12)) + np.multiply(1 - Y, np.log(1 - AL + 1e-12))
    return np.squeeze(-np.sum(logprobs) / m)


def backward(AL, Y, parameters, caches):
    m = Y.shape[1]
    L = len(caches)
    grads = {}
    dZ = AL - Y
    for l in range(L, 0, -1):
        A_prev, _ = caches[l - 1]
        grads["W" + str(l)] = np.dot(dZ, A_prev.T) / m
        grads["b" + str(l)] = np.sum(dZ, axis=1, keepdims=True) / m
        if l > 1:
            dA = np.dot(parameters["W" + str(l)].T, dZ)
            dZ = np.array(dA, copy=True)
            dZ[caches[l - 2][1] <= 0] = 0
    return grads


def model(X, Y, dims, rate=0.15, beta=0.9, size=32, epochs=120):
    parameters = starting_values(dims)
    v = {key: np.zeros_like(p) for key, p in parameters.items()}
    m = X.shape[1]
    for epoch in range(epochs):
        shuffled = np.random.permutation(m)
        total = 0
        for k in range(0, m, size):
            part = shuffled[k:k + size]
            AL, caches = forward(X[:, part], parameters)
            total += compute_cost(AL, Y[:, part]) * len(part)
            grads = backward(AL, Y[:, part], parameters, caches)
            for key in parameters:
                v[key] = beta * v[key] + (1 - beta) * grads[key]
                parameters[key] = parameters[key] - rate * v[key]
        if epoch % 20 == 0:
            print("Cost after epoch %i: %f" % (epoch, total / m))
    return parameters


def crescents(n, noise):
    half = np.random.rand(n) < 0.5
    angle = np.pi * np.random.rand(n)
    px = np.where(half, np.cos(angle), 1 - np.cos(angle))
    py = np.where(half, np.sin(angle), 0.5 - np.sin(angle))
    return np.vstack([px, py]) + noise * np.random.randn(2, n), half.astype(float).reshape(1, n)


if __name__ == "__main__":
    np.random.seed(0)
    X, Y = crescents(400, 0.12)
    X_new, Y_new = crescents(200, 0.12)
    parameters = model(X, Y, [2, 12, 6, 1])
    print("Accuracy on new points:", np.mean((forward(X_new, parameters)[0] > 0.5) == (Y_new > 0.5)))
