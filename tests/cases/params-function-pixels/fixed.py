import numpy as np

np.random.seed(7)

# 8 x 8 gray pictures of five symbols, pixel values 0..255 like in the csv
symbols = np.random.rand(64, 5) > 0.6
Y = np.random.randint(0, 5, 800)
X = np.clip(symbols[:, Y] * 190 + np.random.normal(20, 55, (64, 800)), 0, 255) / 255
X_dev, Y_dev = X[:, :200], Y[:200]
X_train, Y_train = X[:, 200:], Y[200:]
m_train = X_train.shape[1]


def init_params():
    W1 = np.random.rand(12, 64) - 0.5
    b1 = np.random.rand(12, 1) - 0.5
    W2 = np.random.rand(5, 12) - 0.5
    b2 = np.random.rand(5, 1) - 0.5
    return W1, b1, W2, b2


def softmax(Z):
    A = np.exp(Z - Z.max(axis=0))
    return A / A.sum(axis=0)


def forward_prop(W1, b1, W2, b2, X):
    Z1 = W1.dot(X) + b1
    A1 = np.maximum(Z1, 0)
    Z2 = W2.dot(A1) + b2
    A2 = softmax(Z2)
    return Z1, A1, A2


def one_hot(Y):
    out = np.zeros((5, Y.size))
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
    b1 = b1 - alpha * db1
    W2 = W2 - alpha * dW2
    b2 = b2 - alpha * db2
    return W1, b1, W2, b2


def get_accuracy(A2, Y):
    return np.sum(np.argmax(A2, 0) == Y) / Y.size


def gradient_descent(X, Y, alpha, iterations):
    W1, b1, W2, b2 = init_params()
    for i in range(iterations):
        Z1, A1, A2 = forward_prop(W1, b1, W2, b2, X)
        dW1, db1, dW2, db2 = backward_prop(Z1, A1, A2, W2, X, Y)
        W1, b1, W2, b2 = update_params(W1, b1, W2, b2, dW1, db1, dW2, db2, alpha)
        if i % 50 == 0:
            print("Iteration: ", i, " Accuracy: ", get_accuracy(A2, Y))
    return W1, b1, W2, b2


if __name__ == "__main__":
    W1, b1, W2, b2 = gradient_descent(X_train, Y_train, 0.1, 400)
    _, _, A2 = forward_prop(W1, b1, W2, b2, X_dev)
    print("dev accuracy:", get_accuracy(A2, Y_dev))
