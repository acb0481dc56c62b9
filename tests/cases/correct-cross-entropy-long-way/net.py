import numpy as np


def layer_sizes(X, Y, n_h):
    return X.shape[0], n_h, Y.shape[0]


def initialize(n_x, n_h, n_y):
    np.random.seed(4)
    return {"W1": np.random.randn(n_h, n_x) * np.sqrt(2 / n_x), "b1": np.zeros((n_h, 1)),
            "W2": np.random.randn(n_y, n_h) * np.sqrt(2 / n_h), "b2": np.zeros((n_y, 1))}


def forward(X, parameters):
    A1 = np.maximum(0, parameters["W1"] @ X + parameters["b1"])
    A2 = 1 / (1 + np.exp(-(parameters["W2"] @ A1 + parameters["b2"])))
    return np.clip(A2, 1e-12, 1 - 1e-12), A1


def compute_cost(A2, Y):
    return np.mean(-np.where(Y == 1, np.log(A2), np.log(1 - A2)))


def backward(parameters, A1, A2, X, Y):
    m = X.shape[1]
    dA2 = -(np.divide(Y, A2) - np.divide(1 - Y, 1 - A2))
    dZ2 = dA2 * A2 * (1 - A2)
    dZ1 = parameters["W2"].T @ dZ2
    dZ1[A1 <= 0] = 0
    return {"W1": np.einsum("im,jm->ij", dZ1, X) / m, "b1": dZ1.mean(axis=1, keepdims=True),
            "W2": np.einsum("im,jm->ij", dZ2, A1) / m, "b2": dZ2.mean(axis=1, keepdims=True)}


def model(X, Y, n_h, learning_rate, num_iterations):
    parameters = initialize(*layer_sizes(X, Y, n_h))
    for i in range(num_iterations):
        A2, A1 = forward(X, parameters)
        if i % 500 == 0:
            print("Cost after iteration", i, ":", compute_cost(A2, Y))
        grads = backward(parameters, A1, A2, X, Y)
        for key in grads:
            parameters[key] = parameters[key] - learning_rate * grads[key]
    return parameters


if __name__ == "__main__":
    rng = np.random.RandomState(2)
    X = rng.randn(2, 300)
    Y = (np.abs(X[0:1]) + 0.5 * X[1:2] ** 2 > 1).astype(int)
    parameters = model(X, Y, 14, 0.2, 1501)
    A2, _ = forward(X, parameters)
    print("Accuracy:", 100 - 100 * np.mean(np.abs((A2 > 0.5) - Y)), "%")
