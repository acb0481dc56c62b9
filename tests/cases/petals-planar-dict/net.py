import numpy as np

np.random.seed(3)


def load_petals(m):
    # three petals of a flower that is not in the middle of the picture
    which = np.random.randint(0, 3, m)
    t = which * 2 * np.pi / 3 + np.random.normal(0, 0.28, m)
    r = np.random.uniform(0.3, 2.0, m)
    t = t + 0.5 * r
    X = np.vstack([r * np.cos(t) + 1.5, r * np.sin(t) - 1.0])
    Y = np.zeros((3, m))
    Y[which, np.arange(m)] = 1
    return X, Y


def initialize_parameters(n_x, n_h, n_y):
    return {"W1": np.random.randn(n_h, n_x) * 0.5, "b1": np.zeros((n_h, 1)),
            "W2": np.random.randn(n_y, n_h) * 0.5, "b2": np.zeros((n_y, 1))}


def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    T = np.exp(Z2 - Z2.max(axis=0, keepdims=True))
    A2 = T / T.sum(axis=0, keepdims=True)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


def compute_cost(A2, Y):
    m = Y.shape[1]
    return -np.sum(Y * np.log(A2 + 1e-12)) / m


def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1, A2 = cache["A1"], cache["A2"]
    dZ2 = A2 - Y
    dW2 = (1 / m) * np.dot(dZ2, A1.T)
    db2 = (1 / m) * np.sum(dZ2, keepdims=True)
    dZ1 = np.multiply(np.dot(parameters["W2"].T, dZ2), 1 - np.power(A1, 2))
    dW1 = (1 / m) * np.dot(dZ1, X.T)
    db1 = (1 / m) * np.sum(dZ1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


def update_parameters(parameters, grads, learning_rate=0.8):
    for key in parameters:
        parameters[key] = parameters[key] - learning_rate * grads["d" + key]
    return parameters


def nn_model(X, Y, n_h, num_iterations):
    parameters = initialize_parameters(X.shape[0], n_h, Y.shape[0])
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        if i % 300 == 0:
            print("Cost after iteration %i: %f" % (i, compute_cost(A2, Y)))
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
    return parameters


X, Y = load_petals(400)
parameters = nn_model(X, Y, 5, 1500)
A2, _ = forward_propagation(X, parameters)
print("b1:", parameters["b1"].ravel(), "b2:", parameters["b2"].ravel())
print("Accuracy: %.3f" % np.mean(A2.argmax(axis=0) == Y.argmax(axis=0)))
print("cost at the end %.4f" % compute_cost(A2, Y))
