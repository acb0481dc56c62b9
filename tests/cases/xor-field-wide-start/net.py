import numpy as np


def init_params(dims):
    np.random.seed(3)
    p = {}
    for l in range(1, len(dims)):
        p["W" + str(l)] = np.random.randn(dims[l], dims[l - 1]) * 10
        p["b" + str(l)] = np.zeros((dims[l], 1))
    return p


def forward(X, p, L):
    caches, A = [], X
    for l in range(1, L + 1):
        Z = np.dot(p["W" + str(l)], A) + p["b" + str(l)]
        caches.append((A, Z))
        A = np.maximum(0, Z) if l < L else 1 / (1 + np.exp(-Z))
    return A, caches


def backward(AL, Y, p, caches, L):
    g, m = {}, Y.shape[1]
    dZ = AL - Y
    for l in range(L, 0, -1):
        A, Z = caches[l - 1]
        g["dW" + str(l)] = np.dot(dZ, A.T) / m
        g["db" + str(l)] = np.sum(dZ, axis=1, keepdims=True) / m
        if l > 1:
            dZ = np.dot(p["W" + str(l)].T, dZ) * (caches[l - 2][1] > 0)
    return g


rs = np.random.RandomState(0)
X = rs.uniform(-1, 1, (2, 120))
Y = ((X[0] * X[1]) > 0).astype(float).reshape(1, -1)
dims = [2, 16, 16, 16, 1]
L = len(dims) - 1
params = init_params(dims)
for i in range(1500):
    AL, caches = forward(X, params, L)
    grads = backward(AL, Y, params, caches, L)
    for l in range(1, L + 1):
        params["W" + str(l)] -= 0.3 * grads["dW" + str(l)]
        params["b" + str(l)] -= 0.3 * grads["db" + str(l)]
    if i % 500 == 0:
        print("cost", -np.mean(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)))
print("accuracy", np.mean((AL > 0.5) == Y))
