import numpy as np

np.random.seed(10)

X = np.random.randint(1, 360, (1, 600)).astype(float)
Y = np.sin(X * np.pi / 180)
X = (X - 180) / 100


def initialize(n_x, n_h, n_y):
    return {"W1": np.random.randn(n_h, n_x),
            "b1": np.zeros((n_h, 1)),
            "W2": np.random.randn(n_y, n_h) * 0.1,
            "b2": np.zeros((n_y, 1))}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def fwd(X, par):
    Z1 = np.dot(par["W1"], X) + par["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(par["W2"], A1) + par["b2"]
    A2 = Z2
    return A1, A2


def cost_of(A2, Y):
    return np.sum((A2 - Y) ** 2) / (2 * Y.shape[1])


def bwd(X, par, A1, A2, Y):
    m = X.shape[1]
    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(par["W2"].T, dZ2) * (1 - np.power(A1, 2))
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def train(X, Y, n_h, steps, rate):
    par = initialize(X.shape[0], n_h, Y.shape[0])
    for i in range(steps):
        A1, A2 = fwd(X, par)
        grads = bwd(X, par, A1, A2, Y)
        for k in par:
            par[k] = par[k] - rate * grads[k]
        if i % 1000 == 0:
            print("step", i, "cost", cost_of(A2, Y))
    return par


par = train(X, Y, 12, 8001, 0.2)
A2 = fwd(X, par)[1]
print("last cost", cost_of(A2, Y))
for k in range(5):
    print(X[0, k], "sine", Y[0, k], "net", A2[0, k])
