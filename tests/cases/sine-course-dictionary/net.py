import numpy as np

np.random.seed(2)


def initialize(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x)
    b1 = np.random.randn(n_h, 1)
    W2 = np.random.randn(n_y, n_h) * 0.3
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward_pass(X, par):
    Z1 = np.dot(par["W1"], X) + par["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(par["W2"], A1) + par["b2"]
    A2 = sigmoid(Z2)
    return A1, A2


def get_cost(A2, Y):
    m = Y.shape[1]
    return np.sum((A2 - Y) ** 2) / (2 * m)


def backward_pass(X, Y, par, A1, A2):
    m = X.shape[1]
    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A2.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(par["W2"].T, dZ2) * (1 - np.power(A1, 2))
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def update(par, grads, rate):
    for key in par:
        par[key] = par[key] - rate * grads[key]
    return par


# sine between -pi and pi
X = np.random.uniform(-np.pi, np.pi, (1, 300))
Y = np.sin(X)

par = initialize(1, 12, 1)
for i in range(6000):
    A1, A2 = forward_pass(X, par)
    grads = backward_pass(X, Y, par, A1, A2)
    par = update(par, grads, 0.1)
    if i % 1000 == 0:
        print("iteration", i, "cost", get_cost(A2, Y))

test = np.array([[-2.0, -1.0, 0.0, 1.0, 2.0]])
print("sine   ", np.sin(test))
print("network", forward_pass(test, par)[1])
print("final cost:", get_cost(forward_pass(X, par)[1], Y))
