import numpy as np

x_train = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]).T
y_train = np.array([[0, 1, 1, 0]])

learning_rate = 0.5
n0, n1, n2 = 2, 5, 1
m = 4


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_derivative(z):
    return sigmoid(z) * (1 - sigmoid(z))


np.random.seed(2)
w1 = np.random.randn(n1, n0)
b1 = np.zeros((n1, 1))
w2 = np.random.randn(n2, n1)
b2 = np.zeros((n2, 1))

for i in range(10001):
    # forward
    z1 = np.dot(w1, x_train) + b1
    a1 = sigmoid(z1)
    z2 = np.dot(w2, a1) + b2
    a2 = sigmoid(z2)

    J = np.sum(-y_train * np.log(a2) - (1 - y_train) * np.log(1 - a2)) / m

    # backward
    dz2 = a2 - y_train
    dw2 = np.dot(dz2, a1.T) / m
    db2 = np.sum(dz2, axis=1, keepdims=True) / m
    dz1 = np.dot(w2.T, dz2) * sigmoid_derivative(z1)
    dw1 = np.dot(dz1, x_train.T) / m
    db1 = np.sum(dz1, axis=1, keepdims=True) / m

    w1 = w1 - learning_rate * dw1
    b1 = b1 - learning_rate * db1
    w2 = w2 - learning_rate * dw2
    b2 = b2 - learning_rate * db2

    if i % 2000 == 0:
        print("cost after", i, ":", J)

print("outputs:", np.round(a2, 3))
print("squared error:", np.sum((a2 - y_train) ** 2))
