import numpy as np

NAMES = ["dark", "middle", "bright", "reddish"]


def get_data(m):
    """RGB values (3, m) in 0..255 and the index of the name"""
    y = np.random.randint(0, 4, m)
    grey = np.array([40, 125, 215, 120])[y]
    rgb = grey + np.random.normal(0, 18, (3, m))
    rgb[0, y == 3] += 90
    rgb[1:, y == 3] -= 60
    return np.clip(rgb, 0, 255), y


def init_params(n_in, n_hid, n_out):
    W1 = np.random.normal(0, 1 / np.sqrt(n_in), (n_hid, n_in))
    b1 = np.zeros((n_hid, 1))
    W2 = np.random.normal(0, 1 / np.sqrt(n_hid), (n_out, n_hid))
    b2 = np.zeros((n_out, 1))
    return W1, b1, W2, b2


def softmax(Z):
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=0)


def forward_prop(W1, b1, W2, b2, X):
    A1 = np.tanh(W1.dot(X) + b1)
    A2 = softmax(W2.dot(A1) + b2)
    return A1, A2


def back_prop(A1, A2, W2, X, T):
    m = X.shape[1]
    dZ2 = A2 - T
    dW2 = 1 / m * dZ2.dot(A1.T)
    db2 = 1 / m * dZ2.sum(axis=1, keepdims=True)
    dZ1 = W2.T.dot(dZ2) * (1 - A1 ** 2)
    dW1 = 1 / m * dZ1.dot(X.T)
    db1 = 1 / m * dZ1.sum(axis=1, keepdims=True)
    return dW1, db1, dW2, db2


def update_params(W1, b1, W2, b2, dW1, db1, dW2, db2, alpha):
    W1 = W1 - alpha * dW1
    b1 = b1 - alpha * db1
    W2 = W2 - alpha * dW2
    b2 = b2 - alpha * db2
    return W1, b1, W2, b2


def gradient_descent(X, y, alpha, iterations):
    T = np.eye(4)[y].T
    W1, b1, W2, b2 = init_params(3, 12, 4)
    for i in range(iterations):
        A1, A2 = forward_prop(W1, b1, W2, b2, X)
        grads = back_prop(A1, A2, W2, X, T)
        W1, b1, W2, b2 = update_params(W1, b1, W2, b2, *grads, alpha)
        if i % 200 == 0:
            print("Iteration:", i, "Accuracy:", np.mean(A2.argmax(axis=0) == y))
    return W1, b1, W2, b2


if __name__ == "__main__":
    np.random.seed(4)
    X, y = get_data(400)
    X = X / 255.
    X_dev, y_dev = get_data(200)
    X_dev = X_dev / 255.
    params = gradient_descent(X, y, 0.5, 1001)
    _, P = forward_prop(*params, X_dev)
    for i in range(3):
        print("should be", NAMES[y_dev[i]], "is", NAMES[P[:, i].argmax()])
    print("loss on dev:", -np.mean(np.log(P[y_dev, np.arange(200)])))
