import numpy as np


def layer_sizes(X, Y, n_h):
    return X.shape[0], n_h, Y.shape[0]


def start_parameters(n_x, n_h, n_y):
    return {"W1": np.random.randn(n_h, n_x) * 0.05,
            "b1": np.zeros((n_h, 1)),
            "W2": np.random.randn(n_y, n_h) * 0.05,
            "b2": np.zeros((n_y, 1))}


def go_forward(X, parameters):
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = 1 / (1 + np.exp(-Z2))
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


def cost_of(A2, Y):
    m = Y.shape[1]
    logprobs = np.multiply(np.log(A2), Y) + np.multiply(np.log(1 - A2), 1 - Y)
    return -np.sum(logprobs) / m


def go_backward(parameters, cache, X, Y):
    m = X.shape[1]
    A1, A2 = cache["A1"], cache["A2"]

    dZ2 = A2 - Y
    dW2 = (1 / m) * np.dot(dZ2, A1.T)
    db2 = (1 / m) * np.sum(dZ2, axis=1, keepdims=True)
    # three steps: back through W2, slope of tanh, both together
    back = np.dot(parameters["W2"].T, dZ2)
    slope = 1 - np.power(A1, 2)
    dZ1 = (1 / m) * np.multiply(back, slope)
    dW1 = (1 / m) * np.dot(dZ1, X.T)
    db1 = (1 / m) * np.sum(dZ1, axis=1, keepdims=True)

    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def nn_model(X, Y, n_h, num_iterations, learning_rate):
    np.random.seed(3)
    parameters = start_parameters(*layer_sizes(X, Y, n_h))
    for i in range(num_iterations):
        A2, cache = go_forward(X, parameters)
        grads = go_backward(parameters, cache, X, Y)
        for name in parameters:
            parameters[name] = parameters[name] - learning_rate * grads[name]
        if i % 1000 == 0:
            print("Cost after iteration %i: %f" % (i, cost_of(A2, Y)))
    return parameters


def petals(m):
    rng = np.random.RandomState(1)
    half = m // 2
    X, Y = np.zeros((2, m)), np.zeros((1, m))
    for c in range(2):
        t = np.linspace(c * 3.12, (c + 1) * 3.12, half) + rng.randn(half) * 0.15
        r = 2 * np.sin(4 * t) + rng.randn(half) * 0.15
        X[:, c * half:(c + 1) * half] = [r * np.sin(t), r * np.cos(t)]
        Y[0, c * half:(c + 1) * half] = c
    return X, Y


if __name__ == "__main__":
    X, Y = petals(300)
    parameters = nn_model(X, Y, 6, 6001, 1.2)
    predictions = go_forward(X, parameters)[0] > 0.5
    print("Accuracy: %.1f %%" % (100 * np.mean(predictions == Y)))
