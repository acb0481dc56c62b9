import numpy as np
np.random.seed(0)

# two spirals
N = 150
th = np.sqrt(np.random.rand(N)) * 2.6 * np.pi * 0.7
sp = np.c_[np.cos(th) * th, np.sin(th) * th] + np.random.randn(N, 2) * .15
X = np.r_[sp, -sp] / 4
Y = np.r_[np.zeros((N, 1)), np.ones((N, 1))]

hid = 40
W1 = np.random.randn(2, hid)
B1 = np.random.randn(1, hid) * .5
W2 = np.random.randn(hid, 1) * np.sqrt(1./hid)
B2 = np.zeros((1, 1))

lr = 0.1
epochs = 4000
for ep in range(epochs):
    Z1 = X @ W1 + B1
    A1 = np.maximum(Z1, 0)
    A2 = 1 / (1 + np.exp(-(A1 @ W2 + B2)))

    # BCE
    L = -np.mean(Y * np.log(A2 + 1e-9) + (1 - Y) * np.log(1 - A2 + 1e-9))

    dZ2 = (A2 - Y) / len(X)
    dW2 = A1.T @ dZ2
    dB2 = dZ2.sum(axis=0, keepdims=True)
    dA1 = dZ2 @ W2.T
    dZ1 = dA1.copy()
    dZ1[dA1 <= 0] = 0      # relu
    dW1 = X.T @ dZ1
    dB1 = dZ1.sum(axis=0, keepdims=True)

    W1 -= lr * dW1
    B1 -= lr * dB1
    W2 -= lr * dW2
    B2 -= lr * dB2
    if ep % 500 == 0:
        print("%d  BCE %.5f" % (ep, L))

print("acc", np.mean((A2 > .5) == Y), "BCE at end %.5f" % L)
