import numpy as np

np.random.seed(7)
SIDE = 7
shapes = np.random.rand(10, SIDE * SIDE) < 0.4


def load(n):
    labels = np.random.randint(0, 10, n)
    pixels = 210 * shapes[labels] + np.random.randint(0, 46, (n, SIDE * SIDE))
    return pixels.T.astype(float), labels


X_train, Y_train = load(800)
X_dev, Y_dev = load(200)


def init_params():
    W1 = np.random.randn(10, SIDE * SIDE) * np.sqrt(1 / (SIDE * SIDE))
    b1 = np.zeros((10, 1))
    W2 = np.random.randn(10, 10) * np.sqrt(1 / 10)
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
    A2 = softmax(Z2)
    return Z1, A1, Z2, A2


def one_hot(Y):
    out = np.zeros((10, Y.size))
    out[Y, np.arange(Y.size)] = 1
    return out


def backward_prop(Z1, A1, A2, W2, X, Y):
    m = Y.size
    dZ2 = A2 - one_hot(Y)
    dW2 = 1 / m * dZ2.dot(A1.T)
    db2 = 1 / m * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = W2.T.dot(dZ2) * (Z1 > 0)
    dW1 = 1 / m * dZ1.dot(X.T)
    db1 = 1 / m * np.sum(dZ1, axis=1, keepdims=True)
    return dW1, db1, dW2, db2


def update_params(W1, b1, W2, b2, dW1, db1, dW2, db2, alpha):
    W1 = W1 - alpha * dW1
    db1 = b1 - alpha * db1
    W2 = W2 - alpha * dW2
    db2 = b2 - alpha * db2
    return W1, b1, W2, b2


def accuracy(W1, b1, W2, b2, X, Y):
    A2 = forward_prop(W1, b1, W2, b2, X)[3]
    return np.mean(np.argmax(A2, 0) == Y)


def gradient_descent(X, Y, alpha, iterations):
    W1, b1, W2, b2 = init_params()
    for i in range(iterations):
        Z1, A1, Z2, A2 = forward_prop(W1, b1, W2, b2, X)
        dW1, db1, dW2, db2 = backward_prop(Z1, A1, A2, W2, X, Y)
        W1, b1, W2, b2 = update_params(W1, b1, W2, b2, dW1, db1, dW2, db2, alpha)
        if i % 50 == 0:
            print("iteration", i, "train accuracy", accuracy(W1, b1, W2, b2, X, Y))
    return W1, b1, W2, b2


params = gradient_descent(X_train, Y_train, 0.3, 301)
print("dev accuracy:", accuracy(*params, X_dev, Y_dev))
