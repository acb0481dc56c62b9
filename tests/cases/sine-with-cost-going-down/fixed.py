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
    A2 = Z2
    return A1, A2


def compute_cost(A2, Y):
    return np.mean((A2 - Y) ** 2) / 2


def back_propagate(X, parameters, A1, A2, Y):
    W2 = parameters["W2"]
    m = X.shape[1]
    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(W2.T, dZ2) * (1 - np.power(A1, 2))
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def update(parameters, grads, rate):
    return {key: parameters[key] - rate * grads[key] for key in parameters}


def model(X, Y, n_h, rate, iterations):
    parameters = initialize(X.shape[0], n_h, Y.shape[0])
    for i in range(iterations):
        A1, A2 = forward_propagate(X, parameters)
        grads = back_propagate(X, parameters, A1, A2, Y)
        parameters = update(parameters, grads, rate)
        if i % 2000 == 0:
            print("iteration", i, "cost", compute_cost(A2, Y))
    return parameters


if __name__ == "__main__":
    np.random.seed(2)
    X = np.random.uniform(-np.pi, np.pi, (1, 200))
    Y = np.sin(X)
    parameters = model(X, Y, 12, 0.1, 10001)
    test = np.linspace(-3, 3, 7).reshape(1, -1)
    guess = forward_propagate(test, parameters)[1]
    for x, g in zip(test[0], guess[0]):
        print("sin(%.1f) = %.3f, network says %.3f" % (x, np.sin(x), g))
    everything = forward_propagate(X, parameters)[1]
    print("mean squared distance", np.mean((everything - Y) ** 2))
