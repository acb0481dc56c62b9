import numpy as np

rng = np.random.RandomState(31)

def tanh(v):
    return np.tanh(v)

def dtanh(v):
    return 1.0 - v ** 2

def start(sizes):
    par = {}
    for i in range(1, len(sizes)):
        par['W%d' % i] = rng.randn(sizes[i - 1], sizes[i]) / np.sqrt(sizes[i - 1])
        par['b%d' % i] = np.zeros((1, sizes[i]))
    return par

def forward(X, par):
    z1 = X @ par['W1'] + par['b1']
    a1 = tanh(z1)
    z2 = a1 @ par['W2'] + par['b2']
    a2 = tanh(z2)
    yhat = a2 @ par['W3'] + par['b3']
    return yhat, (X, z1, a1, z2, a2)

def backward(yhat, y, cache, par):
    X, z1, a1, z2, a2 = cache
    n = X.shape[0]
    d3 = 2.0 * (yhat - y) / n
    d2 = d3 @ par['W3'].T * dtanh(a2)
    d1 = d2 @ par['W2'].T * dtanh(a1)
    return {'W3': a2.T @ d3, 'b3': d3.sum(0, keepdims=True),
            'W2': a1.T @ d2, 'b2': d2.sum(0, keepdims=True),
            'W1': X.T @ d1, 'b1': d1.sum(0, keepdims=True)}

def fit(X, y, par, lr, steps):
    for k in range(steps):
        yhat, cache = forward(X, par)
        g = backward(yhat, y, cache, par)
        for key in par:
            par[key] -= lr * g[key]
        if k % 500 == 0:
            print('step', k, 'mse', np.mean((yhat - y) ** 2))
    return par

# a hill and a valley
X = rng.uniform(-2, 2, (250, 2))
y = np.exp(-((X - 0.8) ** 2).sum(1, keepdims=True)) - np.exp(-((X + 0.8) ** 2).sum(1, keepdims=True))

par = start([2, 16, 16, 1])
par = fit(X, y, par, 0.05, 4001)
yhat, _ = forward(X, par)
print('mse in the end:', np.mean((yhat - y) ** 2))
print('within 0.1:', np.sum(np.abs(yhat - y) < 0.1), 'of', len(y))
