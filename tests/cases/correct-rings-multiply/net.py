import numpy as np


def layer_sizes(X, Y):
    return X.shape[0], 5, Y.shape[0]


def start(n_x, n_h, n_y):
    rng = np.random.RandomState(3)
    return rng.randn(n_h, n_x) * 0.6, np.zeros((n_h, 1)), rng.randn(n_y, n_h) * 0.6, np.zeros((n_y, 1))


def propagate_forward(X, W1, b1, W2, b2):
    A1 = np.tanh(np.matmul(W1, X) + b1)
    A2 = 1 / (1 + np.exp(-(np.matmul(W2, A1) + b2)))
    return A1, A2


def cost(A2, Y):
    logprobs = np.multiply(np.log(A2), Y) + np.multiply(np.log(1 - A2), 1 - Y)
    return -float(np.squeeze(np.sum(logprobs))) / Y.shape[1]


def propagate_backward(X, Y, A1, A2, W2):
    m = X.shape[1]
    dZ2 = A2 - Y
    dW2 = np.sum(A1 * dZ2, axis=1, keepdims=True).T / m
    db2 = np.mean(dZ2, axis=1, keepdims=True)
    # one output: (5, 1) * (1, m)
    dZ1 = np.multiply(W2.T, dZ2) * (1 - np.power(A1, 2))
    dW1 = np.matmul(dZ1, X.T) / m
    db1 = np.mean(dZ1, axis=1, keepdims=True)
    return dW1, db1, dW2, db2


def model(X, Y, rate, iterations):
    W1, b1, W2, b2 = start(*layer_sizes(X, Y))
    for i in range(iterations):
        A1, A2 = propagate_forward(X, W1, b1, W2, b2)
        dW1, db1, dW2, db2 = propagate_backward(X, Y, A1, A2, W2)
        W1, b1 = W1 - rate * dW1, b1 - rate * db1
        W2, b2 = W2 - rate * dW2, b2 - rate * db2
        if i % 500 == 0:
            print("Cost after iteration", i, ":", cost(A2, Y))
    return W1, b1, W2, b2


if __name__ == "__main__":
    rng = np.random.RandomState(0)
    X = rng.uniform(-2, 2, (2, 300))
    Y = (X[0:1] ** 2 + X[1:2] ** 2 < 2).astype(int)
    params = model(X, Y, 1.0, 3001)
    _, A2 = propagate_forward(X, *params)
    print("accuracy of the rings:", np.mean((A2 > 0.5) == (Y == 1)))
