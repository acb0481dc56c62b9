import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def initialize_parameters(n_x, n_h, n_y):
    return {"W1": np.random.randn(n_h, n_x) * 0.5, "b1": np.zeros((n_h, 1)),
            "W2": np.random.randn(n_y, n_h) * 0.5, "b2": np.zeros((n_y, 1))}


def forward_propagation(X, p):
    A1 = np.tanh(np.dot(p["W1"], X) + p["b1"])
    A2 = sigmoid(np.dot(p["W2"], A1) + p["b2"])
    return A2, {"A1": A1, "A2": A2}


def compute_cost(A2, Y):
    return -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / Y.shape[1]


def backward_propagation(p, cache, X, Y):
    m = X.shape[1]
    A1, A2 = cache["A1"], cache["A2"]
    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(np.dot(p["W2"].T, dZ2), 1 - np.dot(A1.T, A1))
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def update_parameters(p, grads, learning_rate=0.8):
    return {key: p[key] - learning_rate * grads[key] for key in p}


def nn_model(X, Y, n_h, num_iterations):
    p = initialize_parameters(X.shape[0], n_h, Y.shape[0])
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, p)
        grads = backward_propagation(p, cache, X, Y)
        p = update_parameters(p, grads)
        if i % 500 == 0:
            print("Cost after iteration %i: %f" % (i, compute_cost(A2, Y)))
    return p


def load_petals(m):
    # blue and red petals around the middle
    angle = np.random.rand(m) * 2 * np.pi
    colour = (np.sin(2 * angle) > 0).astype(float)
    radius = 2 * np.abs(np.sin(2 * angle)) + 0.3 + 0.1 * np.random.randn(m)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)]), colour.reshape(1, m)


if __name__ == "__main__":
    np.random.seed(2)
    X, Y = load_petals(200)
    p = nn_model(X, Y, 6, 4001)
    A2, _ = forward_propagation(X, p)
    print("accuracy: %.3f" % np.mean((A2 > 0.5) == Y))
