import numpy as np

n, inputs, hidden, outputs = 11, 5, 6, 1


def start(sizes):
    p = {}
    for k in range(1, len(sizes)):
        p["W" + str(k)] = np.random.randn(sizes[k], sizes[k - 1]) * 0.7
        p["b" + str(k)] = np.random.randn(sizes[k], 1) * 0.1
    return p


def forward(X, p):
    Z1 = np.dot(p["W1"], X) + p["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(p["W2"], A1) + p["b2"]
    A2 = np.tanh(Z2)
    Z3 = np.dot(p["W3"], A2) + p["b3"]
    A3 = 1.0 / (1.0 + np.exp(-Z3))
    return A3, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2, "Z3": Z3, "A3": A3}


def cost(A, Y):
    m = Y.shape[1]
    return -(np.dot(Y, np.log(A).T) + np.dot(1 - Y, np.log(1 - A).T))[0, 0] / m


def backward(X, Y, p, c):
    m = X.shape[1]
    g = {}
    dZ3 = c["A3"] - Y
    g["W3"] = np.dot(dZ3, c["A2"].T) / m
    g["b3"] = np.sum(dZ3, axis=1, keepdims=True) / m
    dA2 = np.dot(p["W3"].T, dZ3)
    dZ2 = dA2 * (1 - np.power(c["A2"], 2))
    g["W2"] = np.dot(dZ2, c["A1"].T) / m
    g["b2"] = np.sum(dZ2, axis=1, keepdims=True) / m
    dA1 = np.dot(p["W2"].T, dZ2)
    dZ1 = dA1 * (1 - np.power(c["A1"], 2))
    g["W1"] = np.dot(dZ1, X.T) / m
    g["b1"] = np.sum(dZ1, axis=1, keepdims=True) / m
    return g


def update(p, g, rate):
    for k in p:
        p[k] = p[k] - rate * g[k]
    return p


np.random.seed(0)
X = np.random.randn(inputs, n)
Y = (X[:1] * X[1:2] > 0).astype(float)
p = start([inputs, hidden, hidden, outputs])
for i in range(80):
    A, c = forward(X, p)
    g = backward(X, Y, p, c)
    p = update(p, g, 0.1)
    if i % 20 == 0:
        print(i, cost(A, Y))
