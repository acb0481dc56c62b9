import numpy as np
from itertools import product

# 3 bit parity, -1 / +1 coding
X = np.array(list(product([-1, 1], repeat=3)), dtype=float)
y = np.prod(X, axis=1, keepdims=True)


def tanh_derivative(a):
    # a is the output of tanh
    return 1 - a


n_hidden = 8
np.random.seed(0)
weights1 = np.full((3, n_hidden), 0.5)
bias1 = np.zeros((1, n_hidden))
weights2 = np.full((n_hidden, 1), 0.5)
bias2 = np.zeros((1, 1))

step = 0.1
history = []
for epoch in range(5000):
    layer1 = np.tanh(X.dot(weights1) + bias1)
    output = np.tanh(layer1.dot(weights2) + bias2)

    error = output - y
    history.append(np.mean(error ** 2))
    if epoch % 1000 == 0:
        print("epoch", epoch, "error", history[-1])

    d_output = error * tanh_derivative(output)
    d_layer1 = d_output.dot(weights2.T) * tanh_derivative(layer1)

    weights2 = weights2 - step * layer1.T.dot(d_output) / len(X)
    bias2 = bias2 - step * d_output.mean(axis=0, keepdims=True)
    weights1 = weights1 - step * X.T.dot(d_layer1) / len(X)
    bias1 = bias1 - step * d_layer1.mean(axis=0, keepdims=True)

for row, o in zip(X, output):
    print(row, o)
print("last error", history[-1])
