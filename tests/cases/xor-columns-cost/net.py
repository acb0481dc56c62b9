import numpy as np

np.random.seed(1)

points = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]).T
truth = np.array([[0, 1, 1, 0]])

step = 0.5
S0, S1, S2 = 2, 5, 1
m = 4


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_derivative(z):
    return sigmoid(z) * (1 - sigmoid(z))


w1 = np.random.randn(S1, S0) * 0.01
b1 = np.zeros((S1, 1))
w2 = np.random.randn(S2, S1) * 0.01
b2 = np.zeros((S2, 1))

for i in range(6000):
    # forward
    Z1 = np.dot(w1, points) + b1
    A1 = sigmoid(Z1)
    Z2 = np.dot(w2, A1) + b2
    A2 = sigmoid(Z2)

    J = np.sum(-truth * np.log(A2) + (1 - truth) * np.log(1 - A2)) / m

    # backward
    dZ2 = A2 - truth
    dW2 = np.dot(dZ2, A1.T) / m
    dB2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(w2.T, dZ2) * sigmoid_derivative(Z1)
    dW1 = np.dot(dZ1, points.T) / m
    dB1 = np.sum(dZ1, axis=1, keepdims=True) / m

    w1 = w1 - step * dW1
    b1 = b1 - step * dB1
    w2 = w2 - step * dW2
    b2 = b2 - step * dB2

    if i % 1000 == 0:
        print("cost after", i, ":", J)

print(A2)
print("largest miss:", np.max(np.abs(A2 - truth)))
