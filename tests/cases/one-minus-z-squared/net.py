import numpy as np

np.random.seed(21)

# two spirals, one column per point
n = 120
t = np.linspace(0.3, 1.0, n)
arm = np.vstack([t * np.cos(7 * t), t * np.sin(7 * t)]) * 2.5
X = np.hstack([arm, -arm]) + 0.05 * np.random.randn(2, 2 * n)
Y = np.hstack([np.zeros((1, n)), np.ones((1, n))])
m = X.shape[1]

# weights
n1 = 12
W1 = np.random.randn(n1, 2)
b1 = np.zeros((n1, 1))
W2 = np.random.randn(1, n1) / np.sqrt(n1)
b2 = np.zeros((1, 1))
alpha = 0.5

for i in range(6001):
    # forward
    Z1 = np.dot(W1, X) + b1
    A1 = np.tanh(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = 1 / (1 + np.exp(-Z2))

    if i % 1000 == 0:
        cost = -np.mean(Y * np.log(A2 + 1e-12) + (1 - Y) * np.log(1 - A2 + 1e-12))
        print("i", i, "cost", cost)

    # backward
    dZ2 = A2 - Y
    dW2 = 1 / m * np.dot(dZ2, A1.T)
    db2 = 1 / m * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = np.multiply(1 - np.power(Z1, 2), np.dot(W2.T, dZ2))
    dW1 = 1 / m * np.dot(dZ1, X.T)
    db1 = 1 / m * np.sum(dZ1, axis=1, keepdims=True)

    # update
    W1 = W1 - alpha * dW1
    b1 = b1 - alpha * db1
    W2 = W2 - alpha * dW2
    b2 = b2 - alpha * db2

print("share of right points:", np.mean((A2 > 0.5) == (Y > 0.5)))
