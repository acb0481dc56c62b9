import numpy as np


def load_angles(m):
    degrees = np.random.uniform(-180, 180, size=(1, m))
    return degrees / 180, np.sin(np.radians(degrees))


def initialize(n_x, n_h, n_y):
    return {
        "W1": np.random.randn(n_h, n_x),
        "b1": np.zeros((n_h, 1)),
        "W2": np.random.randn(n_y, n_h) / np.sqrt(n_h),
        "b2": np.zeros((n_y, 1)),
    }


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward_propagate(X, p):
    Z1 = np.dot(p["W1"], X) + p["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(p["W2"], A1) + p["b2"]
    A2 = sigmoid(Z2)
    return A1, A2


def compute_cost(A2, Y):
    return np.sum((A2 - Y) ** 2) / Y.shape[1]


def back_propagate(X, p, A1, A2, Y):
    m = X.shape[1]
    dZ2 = 2 * (A2 - Y) * A2 * (1 - A2)
    dW2 = np.dot(dZ2, A2.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(p["W2"].T, dZ2) * (1 - np.power(A1, 2))
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def update_parameters(p, grads, alpha):
    for key in p:
        p[key] = p[key] - alpha * grads[key]
    return p


def model(X, Y, n_h=12, alpha=0.2, iterations=3000):
    p = initialize(X.shape[0], n_h, Y.shape[0])
    for it in range(iterations):
        A1, A2 = forward_propagate(X, p)
        grads = back_propagate(X, p, A1, A2, Y)
        p = update_parameters(p, grads, alpha)
        if it % 500 == 0:
            print("cost after", it, ":", compute_cost(A2, Y))
    return p


if __name__ == "__main__":
    np.random.seed(8)
    X, Y = load_angles(250)
    p = model(X, Y)
    print("final cost", compute_cost(forward_propagate(X, p)[1], Y))
    test = np.array([[-90, -30, 0, 30, 90]]) / 180
    print(forward_propagate(test, p)[1])
