import numpy as np

np.random.seed(2)

X = np.random.randint(1, 360, (1, 400)).astype(float)
Y = np.sin(np.deg2rad(X))
X = (X - 180) / 100


def initialize(n_x, n_h, n_y):
    return {
        "W1": np.random.randn(n_h, n_x),
        "b1": np.zeros((n_h, 1)),
        "W2": np.random.randn(n_y, n_h) * 0.1,
        "b2": np.zeros((n_y, 1)),
    }


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward_propagate(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = Z2
    return A1, A2


def compute_cost(A2, Y):
    return np.mean((A2 - Y) ** 2) / 2


def back_propagate(X, parameters, A1, A2, Y):
    m = X.shape[1]
    dZ2 = (A2 - Y)
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - np.power(A1, 2))
    return {
        "dW1": np.dot(dZ1, X.T) / m,
        "db1": np.sum(dZ1, axis=1, keepdims=True) / m,
        "dW2": np.dot(dZ2, A1.T) / m,
        "db2": np.sum(dZ2, axis=1, keepdims=True) / m,
    }


def update_parameters(parameters, grads, learning_rate):
    for name in parameters:
        parameters[name] = parameters[name] - learning_rate * grads["d" + name]
    return parameters


def model(X, Y, n_h, iterations, learning_rate):
    parameters = initialize(X.shape[0], n_h, Y.shape[0])
    for i in range(iterations):
        A1, A2 = forward_propagate(X, parameters)
        grads = back_propagate(X, parameters, A1, A2, Y)
        parameters = update_parameters(parameters, grads, learning_rate)
        if i % 1000 == 0:
            print("Cost after iteration %i: %f" % (i, compute_cost(A2, Y)))
    return parameters


parameters = model(X, Y, 10, 6000, 0.2)
A1, A2 = forward_propagate(X, parameters)
print("final cost:", compute_cost(A2, Y))
