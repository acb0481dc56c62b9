import numpy as np

n, inputs, hidden, outputs = 7, 5, 6, 3
rng = np.random.default_rng(0)
X = rng.normal(size=(n, inputs))
Y = rng.uniform(size=(n, outputs))
W1 = rng.normal(size=(inputs, hidden))
b1 = rng.normal(size=(1, hidden)) * 0.1
W2 = rng.normal(size=(hidden, hidden))
b2 = rng.normal(size=(1, hidden)) * 0.1
W3 = rng.normal(size=(hidden, outputs))
b3 = rng.normal(size=(1, outputs)) * 0.1
rate = 0.05


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


for epoch in range(60):
    z1 = X @ W1 + b1
    a1 = sigmoid(z1)
    z2 = a1 @ W2 + b2
    a2 = sigmoid(z2)
    z3 = a2 @ W3 + b3
    a3 = sigmoid(z3)
    loss = 0.5 * np.sum((a3 - Y) ** 2) / n

    d3 = (a3 - Y) / n * a3 * (1 - a3)
    dW3 = a2.T @ d3
    db3 = d3.sum(axis=0, keepdims=True)
    d2 = d3 @ W3.T * a2 * (1 - a2)
    dW2 = a1.T @ d2
    db2 = d2.sum(axis=0, keepdims=True)
    d1 = d2 @ W2.T * a1 * (1 - a1)
    dW1 = X.T @ d1
    db1 = d1.sum(axis=0, keepdims=True)

    W3 -= rate * dW3
    b3 -= rate * db3
    W2 -= rate * dW2
    b2 -= rate * db2
    W1 -= rate * dW1
    b1 -= rate * db1
    if epoch % 20 == 0:
        print(epoch, loss)
