import numpy as np

np.random.seed(2)

# grey pictures of 8 x 8 points, values 0..255, one picture per column
masks = np.random.rand(64, 10) > 0.55
labels = np.random.randint(0, 10, 1200)
pictures = np.clip(masks[:, labels] * 170 + np.random.normal(40, 45, (64, 1200)), 0, 255) / 255

X_train, Y_train = pictures[:, :1000], labels[:1000]
X_dev, Y_dev = pictures[:, 1000:], labels[1000:]


def start_params():
    W1 = np.random.rand(10, 64) - 0.5
    b1 = np.random.rand(10, 1) - 0.5
    W2 = np.random.rand(10, 10) - 0.5
    b2 = np.random.rand(10, 1) - 0.5
    return W1, b1, W2, b2


def relu(Z):
    return np.maximum(Z, 0)


def softmax(Z):
    e = np.exp(Z - Z.max(axis=0))
    return e / e.sum(axis=0)


def forward(W1, b1, W2, b2, X):
    Z1 = W1.dot(X) + b1
    A1 = relu(Z1)
    Z2 = W2.dot(A1) + b2
    return Z1, A1, Z2, softmax(Z2)


def one_hot(Y):
    out = np.zeros((10, Y.size))
    out[Y, np.arange(Y.size)] = 1
    return out


def backward(Z1, A1, A2, W2, X, Y):
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


def accuracy(P, Y):
    return np.mean(np.argmax(P, axis=0) == Y)


def gradient_descent(X, Y, alpha, iterations):
    W1, b1, W2, b2 = start_params()
    for i in range(iterations):
        Z1, A1, Z2, A2 = forward(W1, b1, W2, b2, X)
        grads = backward(Z1, A1, A2, W2, X, Y)
        W1, b1, W2, b2 = update_params(W1, b1, W2, b2, *grads, alpha)
        if i % 50 == 0:
            print("Iteration:", i, "accuracy", accuracy(A2, Y))
    return W1, b1, W2, b2


params = gradient_descent(X_train, Y_train, 0.3, 301)
print("dev accuracy:", accuracy(forward(*params, X_dev)[3], Y_dev))
