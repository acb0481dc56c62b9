import numpy as np

np.random.seed(12)


def load_pixels(n):
    rng = np.random.RandomState(3)
    faces = rng.randint(0, 256, (10, 100))
    Y = rng.randint(0, 10, n)
    X = np.clip(faces[Y] + rng.normal(0, 60, (n, 100)), 0, 255).T
    return X, Y


def draw_weights():
    W1 = np.random.randn(10, 100)
    b1 = np.random.randn(10, 1) * 0.1
    W2 = np.random.randn(10, 10)
    b2 = np.random.randn(10, 1) * 0.1
    return W1, b1, W2, b2


def ramp(Z):
    return np.maximum(Z, 0)


def softmax(Z):
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=0)


def push(W1, b1, W2, b2, X):
    Z1 = W1.dot(X) + b1
    A1 = ramp(Z1)
    Z2 = W2.dot(A1) + b2
    A2 = softmax(Z2)
    return Z1, A1, Z2, A2


def label_matrix(Y):
    H = np.zeros((Y.size, 10))
    H[np.arange(Y.size), Y] = 1
    return H.T


def pull_back(Z1, A1, A2, W2, X, Y):
    m = Y.size
    dZ2 = A2 - label_matrix(Y)
    dW2 = dZ2.dot(A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = W2.T.dot(dZ2) * (Z1 > 0)
    dW1 = dZ1.dot(X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return dW1, db1, dW2, db2


def new_values(W1, b1, W2, b2, dW1, db1, dW2, db2, alpha):
    W1 = W1 - alpha * dW1
    db1 = b1 - alpha * db1
    W2 = W2 - alpha * dW2
    db2 = b2 - alpha * db2
    return W1, b1, W2, b2


def hit_share(A2, Y):
    return np.mean(np.argmax(A2, 0) == Y)


def teach(X, Y, alpha, rounds):
    W1, b1, W2, b2 = draw_weights()
    for i in range(rounds):
        Z1, A1, Z2, A2 = push(W1, b1, W2, b2, X)
        dW1, db1, dW2, db2 = pull_back(Z1, A1, A2, W2, X, Y)
        W1, b1, W2, b2 = new_values(W1, b1, W2, b2, dW1, db1, dW2, db2, alpha)
        if i % 50 == 0:
            print("Iteration:", i, "hit_share", hit_share(A2, Y))
    return W1, b1, W2, b2


X, Y = load_pixels(800)
W1, b1, W2, b2 = teach(X, Y, 0.3, 401)
print("final hit_share:", hit_share(push(W1, b1, W2, b2, X)[3], Y))
