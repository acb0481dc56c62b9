import numpy as np

np.random.seed(2)

train_X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]).T
train_Y = np.array([[0, 1, 1, 0]])

rate = 0.5
S0, S1, S2 = 2, 5, 1
m = train_X.shape[1]


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_slope(z):
    return sigmoid(z) * (1 - sigmoid(z))


w1 = np.random.randn(S1, S0) * 0.01
b1 = np.zeros((S1, 1))
w2 = np.random.randn(S2, S1) * 0.01
b2 = np.zeros((S2, 1))

for i in range(6001):
    # forward
    Z1 = np.dot(w1, train_X) + b1
    A1 = sigmoid(Z1)
    Z2 = np.dot(w2, A1) + b2
    A2 = sigmoid(Z2)

    J = np.sum(-train_Y * np.log(A2) + (1 - train_Y) * np.log(1 - A2)) / m

    # backward
    dZ2 = A2 - train_Y
    dw2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(w2.T, dZ2) * sigmoid_slope(Z1)
    dw1 = np.dot(dZ1, train_X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m

    w1 = w1 - rate * dw1
    b1 = b1 - rate * db1
    w2 = w2 - rate * dw2
    b2 = b2 - rate * db2

    if i % 1000 == 0:
        print(i, J)

print("answers", A2)
print("mean gap", np.mean(np.abs(A2 - train_Y)))
