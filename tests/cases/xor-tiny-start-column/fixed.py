import numpy as np

train_X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]).T
train_Y = np.array([[0, 1, 1, 0]])

rate = 0.5
np.random.seed(6)


def sig(z):
    return 1 / (1 + np.exp(-z))


def sig_der(z):
    return sig(z) * (1 - sig(z))


S0, S1, S2, S3 = 2, 5, 4, 1
m = 4

w1 = np.random.randn(S1, S0)
b1 = np.zeros((S1, 1))
w2 = np.random.randn(S2, S1)
b2 = np.zeros((S2, 1))
w3 = np.random.randn(S3, S2)
b3 = np.zeros((S3, 1))

for i in range(8000):
    Z1 = np.dot(w1, train_X) + b1
    A1 = sig(Z1)
    Z2 = np.dot(w2, A1) + b2
    A2 = sig(Z2)
    Z3 = np.dot(w3, A2) + b3
    A3 = sig(Z3)

    J = -np.sum(train_Y * np.log(A3) + (1 - train_Y) * np.log(1 - A3)) / m

    dZ3 = (A3 - train_Y) / m
    dZ2 = np.dot(w3.T, dZ3) * sig_der(Z2)
    dZ1 = np.dot(w2.T, dZ2) * sig_der(Z1)

    w3 = w3 - rate * np.dot(dZ3, A2.T)
    b3 = b3 - rate * np.sum(dZ3, axis=1, keepdims=True)
    w2 = w2 - rate * np.dot(dZ2, A1.T)
    b2 = b2 - rate * np.sum(dZ2, axis=1, keepdims=True)
    w1 = w1 - rate * np.dot(dZ1, train_X.T)
    b1 = b1 - rate * np.sum(dZ1, axis=1, keepdims=True)

    if i % 2000 == 0:
        print(i, "J =", J)

print("J =", J)
print(A3)
print("mean abs error", np.mean(np.abs(A3 - train_Y)))
