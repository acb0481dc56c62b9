import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def relu(z):
    return np.maximum(0, z)


def forward_propagation_n(X, Y, P):
    m = X.shape[1]
    Z1 = np.dot(P["W1"], X) + P["b1"]
    A1 = relu(Z1)
    Z2 = np.dot(P["W2"], A1) + P["b2"]
    A2 = relu(Z2)
    Z3 = np.dot(P["W3"], A2) + P["b3"]
    A3 = sigmoid(Z3)
    logs = np.multiply(-np.log(A3), Y) + np.multiply(-np.log(1 - A3), 1 - Y)
    return 1. / m * np.sum(logs), (A1, A2, A3)


def backward_propagation_n(X, Y, P, cache):
    m = X.shape[1]
    A1, A2, A3 = cache
    dZ3 = A3 - Y
    dW3 = 1. / m * np.dot(dZ3, A2.T)
    db3 = 1. / m * np.sum(dZ3, axis=1, keepdims=True)
    dA2 = np.dot(P["W3"].T, dZ3)
    dZ2 = np.multiply(dA2, np.int64(A2 > 0))
    dW2 = 1. / m * np.dot(dZ2, A1.T) * 2
    db2 = 1. / m * np.sum(dZ2, axis=1, keepdims=True)
    dA1 = np.dot(P["W2"].T, dZ2)
    dZ1 = np.multiply(dA1, np.int64(A1 > 0))
    dW1 = 1. / m * np.dot(dZ1, X.T)
    db1 = 4. / m * np.sum(dZ1, axis=1, keepdims=True)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2, "W3": dW3, "b3": db3}


def flatten(d):
    return np.concatenate([d[k].ravel() for k in ("W1", "b1", "W2", "b2", "W3", "b3")])


def gradient_check(P, grads, X, Y, eps=1e-6):
    approx = []
    for k in ("W1", "b1", "W2", "b2", "W3", "b3"):
        flat = P[k].reshape(-1)
        for i in range(flat.size):
            keep = flat[i]
            flat[i] = keep + eps
            up = forward_propagation_n(X, Y, P)[0]
            flat[i] = keep - eps
            down = forward_propagation_n(X, Y, P)[0]
            flat[i] = keep
            approx.append((up - down) / (2 * eps))
    approx, exact = np.array(approx), flatten(grads)
    return np.linalg.norm(exact - approx) / (np.linalg.norm(exact) + np.linalg.norm(approx))


np.random.seed(1)
X = np.random.randn(4, 60)
Y = (X[:1] * X[1:2] + 0.5 * X[2:3] > 0).astype(float)
P = {"W1": np.random.randn(6, 4) * 0.5, "b1": np.random.randn(6, 1) * 0.1,
     "W2": np.random.randn(4, 6) * 0.6, "b2": np.random.randn(4, 1) * 0.1,
     "W3": np.random.randn(1, 4) * 0.7, "b3": np.zeros((1, 1))}

for i in range(1001):
    cost, cache = forward_propagation_n(X, Y, P)
    grads = backward_propagation_n(X, Y, P, cache)
    if i == 0:
        print("difference of the gradient check:", gradient_check(P, grads, X, Y))
    for k in P:
        P[k] -= 0.05 * grads[k]
    if i % 200 == 0:
        print("cost after iteration", i, cost)
