import numpy as np


def start_values(dims):
    np.random.seed(3)
    parameters = {}
    for l in range(1, len(dims)):
        parameters["W" + str(l)] = np.random.randn(dims[l], dims[l - 1]) * np.sqrt(2 / dims[l - 1])
        parameters["b" + str(l)] = np.zeros((dims[l], 1))
    return parameters


def relu(Z):
    return np.maximum(0, Z), Z


def sigmoid(Z):
    return 1 / (1 + np.exp(-Z)), Z


def relu_backward(dA, cache):
    dZ = np.array(dA, copy=True)
    dZ[cache <= 0] = 0
    return dZ


def sigmoid_backward(dA, cache):
    s = 1 / (1 + np.exp(-cache))
    return dA * s * (1 - s)


def model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters) // 2
    for l in range(1, L + 1):
        W, b = parameters["W" + str(l)], parameters["b" + str(l)]
        Z = W.dot(A) + b
        A_prev = A
        A, act_cache = sigmoid(Z) if l == L else relu(Z)
        caches.append((A_prev, W, act_cache))
    return A, caches


def compute_cost(AL, Y):
    m = Y.shape[1]
    cost = (1. / m) * (-np.dot(Y, np.log(AL).T) - np.dot(1 - Y, np.log(1 - AL).T))
    return np.squeeze(cost)


def linear_backward(dZ, A_prev, W):
    m = A_prev.shape[1]
    dW = 1. / m * np.dot(dZ, A_prev.T)
    db = 1. / m * np.sum(dZ, axis=1, keepdims=True)
    return np.dot(W.T, dZ), dW, db


def model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dA = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    for l in reversed(range(L)):
        A_prev, W, act_cache = caches[l]
        dZ = sigmoid_backward(dA, act_cache) if l == L - 1 else relu_backward(dA, act_cache)
        dA, grads["dW" + str(l + 1)], grads["db" + str(l + 1)] = linear_backward(dZ, A_prev, W)
    return grads


def update_parameters(parameters, grads, rate):
    for name in parameters:
        parameters[name] = parameters[name] - rate * grads["d" + name]
    return parameters


def two_moons(n):
    side = np.random.randint(0, 2, (1, n))
    t = np.random.uniform(0, np.pi, (1, n))
    X = np.vstack([np.cos(t) * (1 - 2 * side) + side, np.sin(t) * (1 - 2 * side) + 0.4 * side])
    return X + np.random.normal(0, 0.1, X.shape), side


parameters = start_values([2, 12, 8, 1])
X, Y = two_moons(400)
for i in range(2500):
    AL, caches = model_forward(X, parameters)
    cost = compute_cost(AL, Y)
    grads = model_backward(AL, Y, caches)
    parameters = update_parameters(parameters, grads, 0.3)
    if i % 500 == 0:
        print("Cost after iteration {}: {}".format(i, cost))
print("Accuracy:", np.mean((model_forward(X, parameters)[0] > 0.5) == Y))
