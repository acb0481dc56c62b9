import numpy as np

train_x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]).T
train_y = np.array([[0, 1, 1, 0]])

rate = 0.3
n0, n1, n2 = 2, 5, 1
m = train_x.shape[1]


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def slope(z):
    return sigmoid(z) * (1 - sigmoid(z))


np.random.seed(0)
w1 = np.random.randn(n1, n0)
b1 = np.zeros((n1, 1))
w2 = np.random.randn(n2, n1)
b2 = np.zeros((n2, 1))

for i in range(10001):
    z1 = np.dot(w1, train_x) + b1
    a1 = sigmoid(z1)
    z2 = np.dot(w2, a1) + b2
    a2 = sigmoid(z2)

    J = -np.sum(train_y * np.log(a2) + (1 - train_y) * np.log(1 - a2)) / m

    dz2 = a2 - train_y
    dw2 = np.dot(dz2, a1.T) / m
    db2 = np.sum(dz2, axis=1, keepdims=True) / m
    dz1 = np.dot(w2.T, dz2) * slope(z1)
    dw1 = np.dot(dz1, train_x.T) / m
    db1 = np.sum(dz1, axis=1, keepdims=True) / m

    w1 = w1 - dw1 * rate
    w2 = w2 - dw2 * rate
    b1 = b1 - db1 * rate
    b2 = b2 - db2 * rate

    if i % 2000 == 0:
        print("J =", J)

print(np.round(a2, 3))
print("mean miss: %.5f" % np.mean(np.abs(a2 - train_y)))
