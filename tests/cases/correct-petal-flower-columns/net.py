import numpy as np


def petals(m):
    half = m // 2
    X = np.zeros((2, m))
    Y = np.zeros((1, m))
    for j in range(2):
        ix = range(half * j, half * (j + 1))
        t = np.linspace(j * 3.14, (j + 1) * 3.14, half) + np.random.randn(half) * 0.05
        r = 2 * np.sin(2 * t) + np.random.randn(half) * 0.12
        X[:, ix] = np.array([r * np.sin(t), r * np.cos(t)])
        Y[:, ix] = j
    return X, Y


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def init(n_x, n_h):
    W1 = np.random.randn(n_h, n_x) * 0.5
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(1, n_h) * 0.5
    b2 = np.zeros((1, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


def forward(X, p):
    A1 = np.tanh(np.dot(p["W1"], X) + p["b1"])
    A2 = sigmoid(np.dot(p["W2"], A1) + p["b2"])
    return A2, A1


def cost(A2, Y):
    logprobs = np.multiply(np.log(A2), Y) + np.multiply(np.log(1 - A2), 1 - Y)
    return float(-np.sum(logprobs) / Y.shape[1])


def backward(p, A1, A2, X, Y):
    m = X.shape[1]
    dZ2 = A2 - Y
    dW2 = 1 / m * np.dot(dZ2, A1.T)
    db2 = 1 / m * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = np.multiply(np.dot(p["W2"].T, dZ2), 1 - np.power(A1, 2))
    dW1 = 1 / m * np.dot(dZ1, X.T)
    db1 = 1 / m * np.sum(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


if __name__ == "__main__":
    np.random.seed(1)
    X, Y = petals(400)
    p = init(2, 10)
    for i in range(6000):
        A2, A1 = forward(X, p)
        grads = backward(p, A1, A2, X, Y)
        for k in p:
            p[k] = p[k] - 0.5 * grads["d" + k]
        if i % 1000 == 0:
            print("cost after %d: %.5f" % (i, cost(A2, Y)))
    A2, _ = forward(X, p)
    print("accuracy: %.2f" % np.mean((A2 > 0.5) == Y))
