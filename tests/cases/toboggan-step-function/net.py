import numpy as np

np.random.seed(5)


def relu(z):
    return np.maximum(0, z)


def d_relu(z):
    z[z > 0] = 1
    z[z <= 0] = 0
    return z


def setup(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * np.sqrt(2 / n_x)
    b1 = np.random.randn(n_h, 1) * 0.5
    W2 = np.random.randn(n_y, n_h) * np.sqrt(1 / n_h)
    b2 = np.zeros((n_y, 1))
    return W1, b1, W2, b2


def forward(x, W1, b1, W2, b2):
    a1 = relu(W1.dot(x) + b1)
    return a1, W2.dot(a1) + b2


def backward(x, y, a1, y_hat, W2):
    m = x.shape[1]
    dz2 = (y_hat - y) / m
    dz1 = W2.T.dot(dz2) * d_relu(a1)
    dW2 = dz2.dot(a1.T)
    db2 = np.sum(dz2, axis=1, keepdims=True)
    dW1 = dz1.dot(x.T)
    db1 = np.sum(dz1, axis=1, keepdims=True)
    return dW1, db1, dW2, db2


# stopping distance of a toboggan: slope and weight
x = np.random.uniform(-2, 2, (2, 300))
y = np.array([0.5 * x[0] ** 2 - np.abs(x[1]) + 0.3 * x[0] * x[1]])

W1, b1, W2, b2 = setup(2, 20, 1)
alpha = 0.05
for i in range(3000):
    a1, y_hat = forward(x, W1, b1, W2, b2)
    if i % 500 == 0:
        print("iteration", i, "cost", np.mean((y_hat - y) ** 2) / 2)
    dW1, db1, dW2, db2 = backward(x, y, a1, y_hat, W2)
    W1 = W1 - alpha * dW1
    b1 = b1 - alpha * db1
    W2 = W2 - alpha * dW2
    b2 = b2 - alpha * db2

print("final cost", np.mean((forward(x, W1, b1, W2, b2)[1] - y) ** 2) / 2)
