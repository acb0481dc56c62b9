import numpy as np

TEXT = ("she sells sea shells by the sea shore the shells she sells are sea shells i am sure "
        "peter piper picked a peck of pickled peppers a peck of pickled peppers peter piper picked ") * 2
LETTERS = sorted(set(TEXT))
N = len(LETTERS)


def get_windows(text, c):
    """columns of X are c one-hot letters on top of each other, y the letter after them"""
    ids = [LETTERS.index(ch) for ch in text]
    X = np.zeros((c * N, len(ids) - c))
    Y = np.zeros((N, len(ids) - c))
    for j in range(len(ids) - c):
        for k in range(c):
            X[k * N + ids[j + k], j] = 1
        Y[ids[j + c], j] = 1
    return X, Y


def initialize(n_in, n_h, n_out, seed=1):
    np.random.seed(seed)
    W1 = np.random.uniform(-1, 1, (n_h, n_in)) / np.sqrt(3)
    W2 = np.random.uniform(-1, 1, (n_out, n_h)) / np.sqrt(n_h)
    return W1, W2, np.zeros((n_h, 1)), np.zeros((n_out, 1))


def softmax(z):
    e_z = np.exp(z - np.max(z, axis=0))
    return e_z / np.sum(e_z, axis=0)


def forward_prop(x, W1, W2, b1, b2):
    h = np.maximum(0, np.dot(W1, x) + b1)
    return np.dot(W2, h) + b2, h


def compute_cost(y, yhat):
    return -np.sum(y * np.log(yhat + 1e-12)) / y.shape[1]


def back_prop(x, yhat, y, h, W2, batch_size):
    l1 = np.dot(W2.T, yhat - y)
    l1[h <= 0] = 0
    grad_W1 = np.dot(l1, x.T) / batch_size
    grad_W2 = np.dot(yhat - y, h.T) / batch_size
    grad_b1 = np.sum(np.dot(l1, x.T) / batch_size, axis=1, keepdims=True)
    grad_b2 = np.sum(np.dot(yhat - y, h.T) / batch_size, axis=1, keepdims=True)
    return grad_W1, grad_W2, grad_b1, grad_b2


def gradient_descent(X, Y, n_h, epochs, alpha, batch_size):
    W1, W2, b1, b2 = initialize(X.shape[0], n_h, Y.shape[0])
    for epoch in range(epochs):
        for s in range(0, X.shape[1], batch_size):
            x, y = X[:, s:s + batch_size], Y[:, s:s + batch_size]
            z, h = forward_prop(x, W1, W2, b1, b2)
            yhat = softmax(z)
            gW1, gW2, gb1, gb2 = back_prop(x, yhat, y, h, W2, x.shape[1])
            W1 -= alpha * gW1
            W2 -= alpha * gW2
            b1 -= alpha * gb1
            b2 -= alpha * gb2
        if epoch % 20 == 19:
            z, h = forward_prop(X, W1, W2, b1, b2)
            print("epoch", epoch + 1, "cost", compute_cost(Y, softmax(z)))
    return W1, W2, b1, b2


if __name__ == "__main__":
    X, Y = get_windows(TEXT, 3)
    gradient_descent(X, Y, 30, 100, 0.3, 32)
