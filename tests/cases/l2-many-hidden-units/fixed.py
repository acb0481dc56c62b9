import numpy as np

np.random.seed(2)

# three bit parity, every pattern 20 times with some noise
bits = np.array([[i >> 2 & 1, i >> 1 & 1, i & 1] for i in range(8)])
X = np.repeat(bits, 20, axis=0) + 0.08 * np.random.randn(160, 3)
Y = np.repeat(bits.sum(axis=1) % 2, 20).reshape(160, 1)

m = X.shape[0]
lambd = 0.01
num_nodes = 40

W1 = np.random.randn(num_nodes, X.shape[1]) * 2
b1 = np.random.randn(num_nodes, 1)

W2 = np.random.randn(1, num_nodes) * 0.3
b2 = np.zeros((1, 1))

X = X.T
Y = Y.T

costs = []

for i in range(3000):
    # Forward
    # LAYER 1
    Z1 = np.dot(W1, X) + b1
    A1 = 1 / (1 + np.exp(-Z1))
    # LAYER 2
    Z2 = np.dot(W2, A1) + b2
    A2 = 1 / (1 + np.exp(-Z2))

    # Cost with the L2 part
    cross_entropy = -(1 / m) * np.sum(Y * np.log(A2 + 1e-12) + (1 - Y) * np.log(1 - A2 + 1e-12))
    l2 = (lambd / (2 * m)) * (np.sum(np.square(W1)) + np.sum(np.square(W2)))
    costs.append(cross_entropy + l2)

    # Backward
    dZ2 = A2 - Y
    dW2 = (1 / m) * np.dot(dZ2, A1.T) + (lambd * W2) / m
    db2 = (1 / m) * np.sum(dZ2, axis=1, keepdims=True)

    dZ1 = np.multiply(np.dot(W2.T, dZ2), A1 - np.power(A1, 2))
    dW1 = (1 / m) * np.dot(dZ1, X.T) + (lambd * W1) / m
    db1 = (1 / m) * np.sum(dZ1, axis=1, keepdims=True)

    # Gradient descent
    W2 = W2 - 0.8 * dW2
    b2 = b2 - 0.8 * db2
    W1 = W1 - 0.8 * dW1
    b1 = b1 - 0.8 * db1

    if i % 500 == 0:
        print("Cost after iteration %d: %f" % (i, costs[-1]))

print("right answers:", np.mean((A2 > 0.5) == (Y > 0.5)))
print("cost at the end:", costs[-1])
