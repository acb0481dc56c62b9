import numpy as np


def initialize_parameters(layer_dims):
    np.random.seed(3)
    p = {}
    for l in range(1, len(layer_dims)):
        p['W' + str(l)] = np.random.randn(layer_dims[l], layer_dims[l-1]) * np.sqrt(2/layer_dims[l-1])
        p['b' + str(l)] = np.zeros((layer_dims[l], 1))
    return p


def model_forward(X, p):
    caches = []
    A = X
    L = len(p) // 2
    for l in range(1, L + 1):
        A_prev = A
        Z = np.dot(p['W' + str(l)], A_prev) + p['b' + str(l)]
        A = np.maximum(0, Z) if l < L else 1/(1+np.exp(-Z))
        caches.append((A_prev, Z))
    return A, caches


def relu_backward(dA, Z):
    dZ = np.array(dA, copy=True)
    dZ[dA <= 0] = 0
    return dZ


def linear_backward(dZ, A_prev, W):
    m = A_prev.shape[1]
    dW = 1./m * np.dot(dZ, A_prev.T)
    db = 1./m * np.sum(dZ)
    dA_prev = np.dot(W.T, dZ)
    return dA_prev, dW, db


def model_backward(AL, Y, caches, p):
    grads = {}
    L = len(caches)
    dZ = AL - Y
    for l in range(L, 0, -1):
        A_prev, Z = caches[l-1]
        if l < L:
            dZ = relu_backward(dA, Z)
        dA, grads['dW' + str(l)], grads['db' + str(l)] = linear_backward(dZ, A_prev, p['W' + str(l)])
    return grads


def update_parameters(p, grads, learning_rate):
    for l in range(1, len(p)//2 + 1):
        p['W' + str(l)] = p['W' + str(l)] - learning_rate * grads['dW' + str(l)]
        p['b' + str(l)] = p['b' + str(l)] - learning_rate * grads['db' + str(l)]
    return p


def cost(AL, Y):
    return np.squeeze(-np.mean(Y*np.log(AL + 1e-10) + (1-Y)*np.log(1-AL + 1e-10)))


if __name__ == "__main__":
    np.random.seed(17)
    X = np.random.randn(2, 300)
    Y = ((X[0] * X[1] > 0.2) | (X[0]**2 + X[1]**2 < 0.4)).astype(float).reshape(1, -1)
    params = initialize_parameters([2, 16, 8, 1])
    for i in range(3000):
        AL, caches = model_forward(X, params)
        if i % 500 == 0:
            print("Cost after iteration {}: {}".format(i, cost(AL, Y)))
        params = update_parameters(params, model_backward(AL, Y, caches, params), 0.3)
    AL, _ = model_forward(X, params)
    print("Cost after iteration 3000: {}".format(cost(AL, Y)))
    print("accuracy:", np.mean((AL > 0.5) == Y))
