import numpy as np


def initialize(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x)
    b1 = np.random.randn(n_h, 1)
    W2 = np.random.randn(n_y, n_h) * 0.1
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward_propagate(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A1, A2


def compute_cost(A2, Y):
    m = Y.shape[1]
    return -(1 / m) * np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))


def back_propagate(X, parameters, A1, A2, Y):
    W2 = parameters["W2"]
    m_divisor = 1 / X.shape[1]
    dZ2 = A2 - Y
    dW2 = m_divisor * np.dot(dZ2, A2.T)
    db2 = m_divisor * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = np.dot(W2.T, dZ2) * (1 - np.power(A1, 2))
    dW1 = m_divisor * np.dot(dZ1, X.T)
    db1 = m_divisor * np.sum(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


def update(parameters, grads, rate):
    fresh = {}
    for name in parameters:
        fresh[name] = parameters[name] - rate * grads["d" + name]
    return fresh


def model(X, Y, n_h, steps, rate):
    parameters = initialize(X.shape[0], n_h, Y.shape[0])
    for i in range(steps):
        A1, A2 = forward_propagate(X, parameters)
        cost = compute_cost(A2, Y)
        grads = back_propagate(X, parameters, A1, A2, Y)
        parameters = update(parameters, grads, rate)
        if i % 1000 == 0:
            print("cost after", i, "steps:", cost)
    return parameters


np.random.seed(2)
X = np.random.uniform(-3, 3, (1, 400))
Y = np.sin(X)
parameters = model(X, Y, 20, 6000, 0.1)
probe = np.array([[-2.0, -1.0, 0.0, 1.0, 2.0]])
print("predicted", forward_propagate(probe, parameters)[1])
print("sine     ", np.sin(probe))
print("mean miss:", np.mean(np.abs(forward_propagate(X, parameters)[1] - Y)))
