import numpy as np


def scans(n, rng):
    """grey pictures of 7x7 dots, 0..255, one row per picture, label first"""
    stencil = rng.rand(10, 49) > 0.55
    rows = []
    for i in range(n):
        c = rng.randint(10)
        dots = np.where(stencil[c], 190, 40) + rng.randint(-40, 41, 49)
        rows.append(np.concatenate([[c], np.clip(dots, 0, 255)]))
    return np.array(rows)


def init_params(rng):
    W1 = rng.randn(10, 49) * np.sqrt(1 / 49)
    b1 = np.zeros((10, 1))
    W2 = rng.randn(10, 10) * np.sqrt(1 / 10)
    b2 = np.zeros((10, 1))
    return W1, b1, W2, b2


def ReLU(Z):
    return np.maximum(Z, 0)


def softmax(Z):
    E = np.exp(Z - Z.max(axis=0, keepdims=True))
    return E / E.sum(axis=0, keepdims=True)


def forward_prop(W1, b1, W2, b2, X):
    Z1 = W1.dot(X) + b1
    A1 = ReLU(Z1)
    Z2 = W2.dot(A1) + b2
    return Z1, A1, Z2, softmax(Z2)


def one_hot(Y):
    T = np.zeros((Y.size, 10))
    T[np.arange(Y.size), Y] = 1
    return T.T


def back_prop(Z1, A1, A2, W2, X, Y):
    m = Y.size
    dZ2 = A2 - one_hot(Y)
    dW2 = dZ2.dot(A1.T) / m
    db2 = dZ2.sum(axis=1, keepdims=True) / m
    dZ1 = W2.T.dot(dZ2) * (Z1 > 0)
    dW1 = dZ1.dot(X.T) / m
    db1 = dZ1.sum(axis=1, keepdims=True) / m
    return dW1, db1, dW2, db2


def update_params(W1, b1, W2, b2, dW1, db1, dW2, db2, alpha):
    W1 = W1 - alpha * dW1
    b1 = b1 - alpha * db1
    W2 = W2 - alpha * dW2
    b2 = b2 - alpha * db2
    return W1, b1, W2, b2


def accuracy(A2, Y):
    return np.sum(np.argmax(A2, 0) == Y) / Y.size


def gradient_descent(X, Y, iterations, alpha, rng):
    W1, b1, W2, b2 = init_params(rng)
    for i in range(iterations):
        Z1, A1, Z2, A2 = forward_prop(W1, b1, W2, b2, X)
        grads = back_prop(Z1, A1, A2, W2, X, Y)
        W1, b1, W2, b2 = update_params(W1, b1, W2, b2, *grads, alpha)
        if i % 100 == 0:
            print("Iteration:", i, "accuracy", accuracy(A2, Y))
    return W1, b1, W2, b2


if __name__ == "__main__":
    rng = np.random.RandomState(0)
    data = scans(700, rng).T
    Y_train, X_train = data[0, :600], data[1:, :600] / 255
    Y_test, X_test = data[0, 600:], data[1:, 600:] / 255
    params = gradient_descent(X_train, Y_train, 501, 0.2, rng)
    print("test accuracy:", accuracy(forward_prop(*params, X_test)[3], Y_test))
