import numpy as np


def sigmoid(t):
    return 1.0 / (1.0 + np.exp(-t))


def initialise(dims, seed=1):
    g = np.random.RandomState(seed)
    theta = {}
    for l in range(1, len(dims)):
        theta["W%d" % l] = g.randn(dims[l], dims[l - 1]) * np.sqrt(2.0 / dims[l - 1])
        theta["b%d" % l] = np.zeros((dims[l], 1))
    return theta


def forward(X, theta):
    L = len(theta) // 2
    cache = {"A0": X}
    for l in range(1, L + 1):
        Z = np.dot(theta["W%d" % l], cache["A%d" % (l - 1)]) + theta["b%d" % l]
        cache["Z%d" % l] = Z
        cache["A%d" % l] = sigmoid(Z) if l == L else np.maximum(Z, 0)
    return cache["A%d" % L], cache


def cost(AL, Y, theta, lambd):
    m = Y.shape[1]
    data = -np.sum(Y * np.log(AL + 1e-15) + (1 - Y) * np.log(1 - AL + 1e-15)) / m
    squares = sum(np.sum(np.square(theta[k])) for k in theta if k[0] == "W")
    return data + lambd / (2 * m) * squares


def backward(AL, Y, cache, theta, lambd):
    m = Y.shape[1]
    L = len(theta) // 2
    grads = {}
    dZ = AL - Y
    for l in range(L, 0, -1):
        grads["W%d" % l] = 1.0 / m * np.dot(dZ, cache["A%d" % (l - 1)].T) + lambd / m * theta["W%d" % l]
        grads["b%d" % l] = 1.0 / m * np.sum(dZ, axis=1, keepdims=True)
        if l > 1:
            dZ = np.dot(theta["W%d" % l].T, dZ) * (cache["Z%d" % (l - 1)] > 0)
    return grads


def model(X, Y, dims, learning_rate=0.3, num_iterations=2500, lambd=0.5):
    theta = initialise(dims)
    for i in range(num_iterations):
        AL, cache = forward(X, theta)
        grads = backward(AL, Y, cache, theta, lambd)
        for k in theta:
            theta[k] = theta[k] - learning_rate * grads[k]
        if i % 500 == 0:
            print("Cost after iteration {}: {}".format(i, cost(AL, Y, theta, lambd)))
    return theta


if __name__ == "__main__":
    g = np.random.RandomState(0)
    t = g.uniform(0, np.pi, 300)
    Y = (np.arange(300) % 2).reshape(1, 300)
    X = np.stack([np.where(Y[0] == 0, np.cos(t), 1 - np.cos(t)),
                  np.where(Y[0] == 0, np.sin(t), 0.5 - np.sin(t))]) + 0.12 * g.randn(2, 300)
    theta = model(X, Y, [2, 16, 8, 1])
    print("training accuracy:", np.mean((forward(X, theta)[0] > 0.5) == Y))
