import numpy as np

np.random.seed(14)

inputs = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]).T
wanted = np.array([[0, 1, 1, 0]])

eta = 0.5
N0, N1, N2 = 2, 5, 1
m = 4


def sig(z):
    return 1 / (1 + np.exp(-z))


def sig_prime(z):
    return sig(z) * (1 - sig(z))


w1 = np.random.randn(N1, N0) * 0.01
b1 = np.zeros((N1, 1))
w2 = np.random.randn(N2, N1) * 0.01
b2 = np.zeros((N2, 1))

for i in range(6001):
    Z1 = np.dot(w1, inputs) + b1
    A1 = sig(Z1)
    Z2 = np.dot(w2, A1) + b2
    A2 = sig(Z2)

    J = np.sum(-wanted * np.log(A2) + (1 - wanted) * np.log(1 - A2)) / m

    dZ2 = A2 - wanted
    dw2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(w2.T, dZ2) * sig_prime(Z1)
    dw1 = np.dot(dZ1, inputs.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m

    w1 = w1 - dw1 * eta
    w2 = w2 - dw2 * eta
    b1 = b1 - db1 * eta
    b2 = b2 - db2 * eta

    if i % 1000 == 0:
        print("J =", J)

print("outputs", np.round(A2, 3))
print("largest miss", np.max(np.abs(A2 - wanted)))
