import numpy as np

def sigmoid(z):
    return 1/(1+np.exp(-z))

def initialize(n_x, n_h, n_y):
    np.random.seed(2)
    return {"W1": np.random.randn(n_h, n_x),
            "b1": np.random.randn(n_h, 1),
            "W2": np.random.randn(n_y, n_h) * 0.1,
            "b2": np.zeros((n_y, 1))}

def forward_propagate(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A1, A2

def compute_cost(A2, Y):
    m = Y.shape[1]
    return 1/(2*m) * np.sum((A2 - Y)**2)

def back_propagate(X, parameters, A1, A2, Y):
    m = X.shape[1]
    dZ2 = (A2 - Y) * A2 * (1 - A2)
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - np.power(A1, 2))
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}

def model(X, Y, n_h, num_iterations, learning_rate):
    parameters = initialize(X.shape[0], n_h, Y.shape[0])
    for i in range(num_iterations):
        A1, A2 = forward_propagate(X, parameters)
        cost = compute_cost(A2, Y)
        grads = back_propagate(X, parameters, A1, A2, Y)
        for name in parameters:
            parameters[name] = parameters[name] - learning_rate * grads[name]
        if i % 2000 == 0:
            print("Cost after iteration %i: %f" % (i, cost))
    return parameters

# angles in whole degrees
degrees = np.arange(0, 360, 3).reshape(1, -1)
Y = np.sin(degrees * np.pi / 180)
X = degrees

parameters = model(X, Y, 20, 12000, 0.2)
_, guess = forward_propagate(X, parameters)
for k in (10, 30, 60, 90):
    print("sin(%d) = %.3f, net says %.3f" % (degrees[0, k], Y[0, k], guess[0, k]))
print("final cost", compute_cost(guess, Y))
