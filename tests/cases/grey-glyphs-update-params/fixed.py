import numpy as np

np.random.seed(0)

# small grey pictures, 8 x 8, four kinds of stroke
def make_glyphs(n):
    labels = np.random.randint(0, 4, n)
    pics = np.random.randint(0, 120, (n, 8, 8))
    for i in range(n):
        k = np.random.randint(1, 7)
        if labels[i] == 0:
            pics[i, k, :] = 230
        elif labels[i] == 1:
            pics[i, :, k] = 230
        elif labels[i] == 2:
            pics[i, np.arange(8), np.arange(8)] = 230
        else:
            pics[i, np.arange(8), 7 - np.arange(8)] = 230
    return pics.reshape(n, 64).T.astype(float), labels


data, labels = make_glyphs(700)
data = data / 255.0
X_train, Y_train = data[:, :500], labels[:500]
X_dev, Y_dev = data[:, 500:], labels[500:]


def init_params():
    W1 = np.random.rand(20, 64) - 0.5
    b1 = np.random.rand(20, 1) - 0.5
    W2 = np.random.rand(4, 20) - 0.5
    b2 = np.random.rand(4, 1) - 0.5
    return W1, b1, W2, b2


def forward_prop(W1, b1, W2, b2, X):
    Z1 = W1.dot(X) + b1
    A1 = np.maximum(Z1, 0)
    Z2 = W2.dot(A1) + b2
    E = np.exp(Z2 - Z2.max(axis=0))
    return Z1, A1, E / E.sum(axis=0)


def backward_prop(Z1, A1, A2, W2, X, Y):
    m = Y.size
    target = np.zeros((4, m))
    target[Y, np.arange(m)] = 1
    dZ2 = A2 - target
    dZ1 = W2.T.dot(dZ2) * (Z1 > 0)
    return dZ1.dot(X.T) / m, dZ1.sum(axis=1, keepdims=True) / m, dZ2.dot(A1.T) / m, dZ2.sum(axis=1, keepdims=True) / m


def update_params(W1, b1, W2, b2, dW1, db1, dW2, db2, alpha):
    W1 = W1 - alpha * dW1
    b1 = b1 - alpha * db1
    W2 = W2 - alpha * dW2
    b2 = b2 - alpha * db2
    return W1, b1, W2, b2


def accuracy(W1, b1, W2, b2, X, Y):
    return np.mean(forward_prop(W1, b1, W2, b2, X)[2].argmax(axis=0) == Y)


W1, b1, W2, b2 = init_params()
for i in range(801):
    Z1, A1, A2 = forward_prop(W1, b1, W2, b2, X_train)
    dW1, db1, dW2, db2 = backward_prop(Z1, A1, A2, W2, X_train, Y_train)
    W1, b1, W2, b2 = update_params(W1, b1, W2, b2, dW1, db1, dW2, db2, 0.3)
    if i % 100 == 0:
        print("Iteration:", i, "accuracy:", accuracy(W1, b1, W2, b2, X_train, Y_train))
print("dev accuracy", accuracy(W1, b1, W2, b2, X_dev, Y_dev))
