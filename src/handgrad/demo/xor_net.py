"""XOR, learned by a network of four layers in plain NumPy: relu after every layer, one row at a time."""

import numpy as np

inputs = np.array([[0, 0], [1, 1], [1, 0], [0, 1]])
targets = np.array([[0], [0], [1], [1]])

seed = 5
rng = np.random.default_rng(seed)
sizes = [2, 16, 16, 16, 1]
weights = [rng.standard_normal((n, m)) * np.sqrt(2 / n) for n, m in zip(sizes, sizes[1:])]
biases = [np.full((1, m), 0.5) for m in sizes[1:]]


def forward(row):
    a = row.reshape(1, -1)
    kept = []
    for w, b in zip(weights, biases):
        z = a @ w + b
        on = z > 0
        kept.append((a, on))
        a = z * on
    return a, kept


def backward(grad, kept):
    gradients = []
    for w, (a, on) in zip(reversed(weights), reversed(kept)):
        grad = grad * on
        gradients.insert(0, (a.T @ grad, grad.sum()))
        grad = grad @ w.T
    return gradients


epochs = 5000
for epoch in range(epochs):
    for row, target in zip(inputs, targets):
        output, kept = forward(row)
        gradients = backward(2 * (output - target), kept)
        for w, b, (dw, db) in zip(weights, biases, gradients):
            w -= 0.01 * dw
            b -= 0.01 * db

predictions = np.array([forward(row)[0].item() for row in inputs])
for row, prediction, target in zip(inputs, predictions, targets):
    print(row, "predicted", round(prediction, 3), "actual", target.item())
