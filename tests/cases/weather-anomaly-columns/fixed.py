import numpy as np

rs = np.random.RandomState(64)


def squash(z):
    return 1 / (1 + np.exp(-z))


def weather(n):
    """pressure, humidity, wind -> deviation from the monthly mean temperature (scaled to unit variance)"""
    X = rs.randn(3, n)
    y = 1.5 * np.tanh(X[0]) - X[1] * (X[2] > 0) + 0.1 * rs.randn(n)
    y = (y - y.mean()) / y.std()
    return X, y.reshape(1, -1)


def init(layers):
    net = []
    for n_in, n_out in zip(layers[:-1], layers[1:]):
        net.append([rs.randn(n_out, n_in) * np.sqrt(1 / n_in), np.zeros((n_out, 1))])
    return net


def feed(net, X):
    (U, u), (V, v) = net
    hidden = squash(U @ X + u)
    out = V @ hidden + v
    return hidden, out


def half_mse(net, X, y):
    return np.mean((feed(net, X)[1] - y) ** 2) / 2


def descend(net, X, y, step):
    (U, u), (V, v) = net
    hidden, out = feed(net, X)
    m = X.shape[1]
    d_out = (out - y) / m
    d_hid = V.T @ d_out * hidden * (1 - hidden)
    V -= step * d_out @ hidden.T
    v -= step * d_out.sum(axis=1, keepdims=True)
    U -= step * d_hid @ X.T
    u -= step * d_hid.sum(axis=1, keepdims=True)


X, y = weather(360)
net = init([3, 15, 1])
for epoch in range(200):
    order = rs.permutation(360)
    for k in range(0, 360, 36):
        part = order[k:k + 36]
        descend(net, X[:, part], y[:, part], 0.3)
    if epoch % 40 == 0:
        print("epoch", epoch, "cost", half_mse(net, X, y))

guess = feed(net, X)[1]
print("real  ", y[0, :6].round(2))
print("guess ", guess[0, :6].round(2))
print("cost at the end:", half_mse(net, X, y))
