import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def initialize(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x)
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_y, n_h) / np.sqrt(n_h)
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


def forward_propagate(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = Z2
    return A1, A2


def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = 1 / (2 * m) * np.sum((A2 - Y) ** 2)
    return cost


def back_propagate(X, parameters, A1, A2, Y):
    m = X.shape[1]
    dZ2 = A2 - Y
    dW2 = 1 / m * np.dot(dZ2, A1.T)
    db2 = 1 / m * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - np.power(A1, 2))
    dW1 = 1 / m * np.dot(dZ1, X.T)
    db1 = 1 / m * np.sum(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


def update_parameters(parameters, grads, learning_rate):
    return {k: parameters[k] - learning_rate * grads["d" + k] for k in parameters}


def model(X, Y, n_h, num_iterations, learning_rate):
    parameters = initialize(X.shape[0], n_h, Y.shape[0])
    for i in range(num_iterations):
        A1, A2 = forward_propagate(X, parameters)
        cost = compute_cost(A2, Y)
        grads = back_propagate(X, parameters, A1, A2, Y)
        parameters = update_parameters(parameters, grads, learning_rate)
        if i % 1000 == 0:
            print("Cost after iteration %i: %f" % (i, cost))
    return parameters


np.random.seed(3)
# hour of the day (in units of six hours from noon) -> height of the tide in metres
hours = np.random.uniform(-2, 2, (1, 300))
height = 1.1 * np.sin(1.5 * hours) + 0.05 * np.random.randn(1, 300)
parameters = model(hours, height, 12, 6000, 0.2)
_, guess = forward_propagate(hours, parameters)
print("rms error in metres:", np.sqrt(np.mean((guess - height) ** 2)))
