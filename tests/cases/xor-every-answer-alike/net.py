import numpy as np

np.random.seed(12)


def sigmoid(x):
    return 1 / (1 + np.power(np.e, -x))


def forward(x, V, W, c, d):
    a = V.dot(x) + c
    z = sigmoid(a)
    b = W.dot(z) + d
    y = sigmoid(b)
    return a, z, b, y


def cost(X, Y, V, W, c, d):
    total = 0
    for i in range(X.shape[0]):
        y = forward(X[i].reshape((-1, 1)), V, W, c, d)[3]
        total -= (Y[i] * np.log(y) + (1 - Y[i]) * np.log(1 - y)).item()
    return total / X.shape[0]


def backward(x, t, V, W, c, d):
    a, z, b, y = forward(x, V, W, c, d)
    g_b = y - t
    g_W = g_b.dot(z.T)
    g_a = W.T.dot(g_b) * z * (1 - z)
    g_V = g_a.dot(x.T)
    return g_V, g_W, g_a, g_b


def answers(X, V, W, c, d):
    given = np.zeros((X.shape[0], 1))
    for i in range(X.shape[0]):
        _, _, _, given[i] = forward(x.reshape((-1, 1)), V, W, c, d)
    return given


def look(V, W, c, d, X, Y):
    # compare one slope with the numerical one
    eps = 1e-5
    slope = 0
    for i in range(X.shape[0]):
        slope += backward(X[i].reshape((-1, 1)), Y[i], V, W, c, d)[0][0, 1] / X.shape[0]
    up, down = V.copy(), V.copy()
    up[0, 1] += eps
    down[0, 1] -= eps
    return slope, (cost(X, Y, up, W, c, d) - cost(X, Y, down, W, c, d)) / (2 * eps)


X = np.array([[0., 0.], [0., 1.], [1., 0.], [1., 1.]])
Y = np.array([0, 1, 1, 0])

units = 4
V = np.random.randn(units, 2)
W = np.random.randn(1, units)
c = np.zeros((units, 1))
d = np.zeros((1, 1))
rate = 0.4

print("slope and numerical slope", look(V, W, c, d, X, Y))
for epoch in range(3001):
    for i in np.random.permutation(X.shape[0]):
        x = X[i].reshape((-1, 1))
        g_V, g_W, g_c, g_d = backward(x, Y[i], V, W, c, d)
        V -= rate * g_V
        W -= rate * g_W
        c -= rate * g_c
        d -= rate * g_d
    if epoch % 1000 == 0:
        print(epoch, "cost", cost(X, Y, V, W, c, d))

given = answers(X, V, W, c, d)
print(given.ravel())
print("right answers:", np.sum((given.ravel() > 0.5) == Y))
