import numpy as np


def start_values(n_in, n_hid, n_out):
    U = np.random.rand(n_in, n_hid) - 0.5
    u = np.zeros((1, n_hid))
    V = np.random.rand(n_hid, n_out) - 0.5
    v = np.zeros((1, n_out))
    return U, u, V, v


def ramp(z):
    return np.maximum(z, 0)


def ramp_slope(z):
    return z > 0


def softmax(z):
    e = np.exp(z)
    return e / sum(e)


def onehot(y, k):
    Y = np.zeros((y.size, k))
    Y[np.arange(y.size), y] = 1
    return Y


def forward(x, U, u, V, v):
    z1 = x.dot(U) + u
    a1 = ramp(z1)
    z2 = a1.dot(V) + v
    return z1, a1, z2, softmax(z2)


def backward(x, Y, z1, a1, V, a2):
    m = x.shape[0]
    dz2 = a2 - Y
    dV = 1 / m * a1.T.dot(dz2)
    dv = 1 / m * np.sum(dz2, axis=0, keepdims=True)
    dz1 = V.dot(dz2.T).T * ramp_slope(z1)
    dU = 1 / m * x.T.dot(dz1)
    du = 1 / m * np.sum(dz1, axis=0, keepdims=True)
    return dU, du, dV, dv


def guesses(a2):
    return np.argmax(a2, 0)


def share_right(pred, y):
    right = 0
    for p, t in zip(pred, y):
        right += int(p == t)
    return right / y.size


def gradient_descent(x, y, alpha, rounds):
    U, u, V, v = start_values(x.shape[1], 20, 10)
    Y = onehot(y, 10)
    for i in range(rounds):
        z1, a1, z2, a2 = forward(x, U, u, V, v)
        dU, du, dV, dv = backward(x, Y, z1, a1, V, a2)
        U = U - alpha * dU
        u = u - alpha * du
        V = V - alpha * dV
        v = v - alpha * dv
        if i % 100 == 0:
            print("round", i, "accuracy", share_right(guesses(a2), y))
    return U, u, V, v


np.random.seed(7)
shapes = np.random.rand(10, 64)
y = np.random.randint(0, 10, 500)
x = np.clip(shapes[y] + 0.25 * np.random.randn(500, 64), 0, 1)
U, u, V, v = gradient_descent(x, y, 0.2, 600)
a2 = forward(x, U, u, V, v)[3]
print("final accuracy:", share_right(guesses(a2), y))
