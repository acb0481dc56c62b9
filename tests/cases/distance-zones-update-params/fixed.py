import numpy as np


def init_params(n_hidden, n_classes):
    W1 = np.random.randn(n_hidden, 2)
    b1 = np.zeros((n_hidden, 1))
    W2 = np.random.randn(n_classes, n_hidden) * 0.3
    b2 = np.zeros((n_classes, 1))
    return W1, b1, W2, b2

def ReLU(Z):
    return np.maximum(Z, 0)

def ReLU_deriv(Z):
    return Z > 0

def softmax(Z):
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=0)

def one_hot(Y):
    out = np.zeros((Y.max() + 1, Y.size))
    out[Y, np.arange(Y.size)] = 1
    return out

def forward_prop(W1, b1, W2, b2, X):
    Z1 = W1.dot(X) + b1
    A1 = ReLU(Z1)
    Z2 = W2.dot(A1) + b2
    A2 = softmax(Z2)
    return Z1, A1, A2

def backward_prop(Z1, A1, A2, W2, X, Y):
    m = Y.size
    dZ2 = A2 - one_hot(Y)
    dW2 = 1 / m * dZ2.dot(A1.T)
    db2 = 1 / m * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = W2.T.dot(dZ2) * ReLU_deriv(Z1)
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
    W1, b1, W2, b2 = init_params(24, 3)
    for i in range(iterations):
        Z1, A1, A2 = forward_prop(W1, b1, W2, b2, X)
        dW1, db1, dW2, db2 = backward_prop(Z1, A1, A2, W2, X, Y)
        W1, b1, W2, b2 = update_params(W1, b1, W2, b2, dW1, db1, dW2, db2, alpha)
        if i % 300 == 0:
            print("Iteration:", i, get_accuracy(A2, Y))
    return W1, b1, W2, b2


np.random.seed(7)
# dart board: 0 = centre, 1 = middle ring, 2 = outside
darts = np.random.uniform(-1.5, 1.5, (2, 700))
dist = np.sqrt(np.sum(darts ** 2, axis=0))
zone = (dist > 0.6).astype(int) + (dist > 1.15)

W1, b1, W2, b2 = gradient_descent(darts[:, :500], zone[:500], 0.3, 2000)
held = forward_prop(W1, b1, W2, b2, darts[:, 500:])[2]
print("accuracy on new darts:", get_accuracy(held, zone[500:]))
