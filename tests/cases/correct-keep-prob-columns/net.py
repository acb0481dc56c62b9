import numpy as np

np.random.seed(1)


def initialize_parameters(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters["W" + str(l)] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * np.sqrt(2 / layers_dims[l - 1])
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward_propagation(X, parameters, keep_prob=1.0):
    caches = {"A0": X}
    A = X
    for l in (1, 2):
        A = np.maximum(0, np.dot(parameters["W" + str(l)], A) + parameters["b" + str(l)])
        D = np.random.rand(A.shape[0], A.shape[1]) < keep_prob   # keep those below
        A = np.multiply(A, D)
        A /= keep_prob
        caches["A" + str(l)] = A
        caches["D" + str(l)] = D
    A3 = sigmoid(np.dot(parameters["W3"], A) + parameters["b3"])
    caches["A3"] = A3
    return A3, caches


def compute_cost(A3, Y):
    m = Y.shape[1]
    logprobs = np.multiply(-np.log(A3), Y) + np.multiply(-np.log(1 - A3), 1 - Y)
    return 1. / m * np.nansum(logprobs)


def backward_propagation(Y, parameters, caches, keep_prob):
    m = Y.shape[1]
    grads = {}
    dZ = caches["A3"] - Y
    for l in (3, 2, 1):
        grads["dW" + str(l)] = 1. / m * np.dot(dZ, caches["A" + str(l - 1)].T)
        grads["db" + str(l)] = 1. / m * np.sum(dZ, axis=1, keepdims=True)
        if l > 1:
            dA = np.dot(parameters["W" + str(l)].T, dZ)
            dA = dA * caches["D" + str(l - 1)] / keep_prob
            dZ = np.multiply(dA, np.int64(caches["A" + str(l - 1)] > 0))
    return grads


def update_parameters(parameters, grads, learning_rate):
    for key in parameters:
        parameters[key] = parameters[key] - learning_rate * grads["d" + key]
    return parameters


def predict(X, parameters):
    return (forward_propagation(X, parameters)[0] > 0.5).astype(int)


def load_field(n):
    X = np.random.uniform(-1, 1, (2, n))
    Y = (X[1:2] > 0.6 * np.sin(4 * X[0:1])).astype(int)
    return X, Y


train_X, train_Y = load_field(300)
test_X, test_Y = load_field(200)
parameters = initialize_parameters([2, 30, 10, 1])
for i in range(2001):
    A3, caches = forward_propagation(train_X, parameters, keep_prob=0.86)
    cost = compute_cost(A3, train_Y)
    grads = backward_propagation(train_Y, parameters, caches, keep_prob=0.86)
    parameters = update_parameters(parameters, grads, learning_rate=0.1)
    if i % 400 == 0:
        print("Cost after iteration {}: {}".format(i, cost))
print("train accuracy:", np.mean(predict(train_X, parameters) == train_Y))
print("test accuracy:", np.mean(predict(test_X, parameters) == test_Y))
