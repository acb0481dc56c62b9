import numpy as np

np.random.seed(6)


def get_moons(n):
    a = np.random.rand(n) * np.pi
    top = np.random.rand(n) < 0.5
    px = np.where(top, np.cos(a), 1 - np.cos(a))
    py = np.where(top, np.sin(a), 0.5 - np.sin(a))
    X = np.c_[px - 0.5, py - 0.25] + np.random.randn(n, 2) * 0.08
    return X, top.astype(float).reshape(n, 1)


def init(layers):
    p = {}
    for l in range(1, len(layers)):
        p['W%d' % l] = np.random.randn(layers[l - 1], layers[l]) * np.sqrt(2. / layers[l - 1])
        p['b%d' % l] = np.zeros((1, layers[l]))
    return p


def feed(p, X, L):
    cache = {'A0': X}
    for l in range(1, L + 1):
        Z = cache['A%d' % (l - 1)] @ p['W%d' % l] + p['b%d' % l]
        cache['A%d' % l] = np.maximum(Z, 0) if l < L else 1 / (1 + np.exp(-Z))
    return cache


def cost_of(cache, y, L):
    out = np.clip(cache['A%d' % L], 1e-9, 1 - 1e-9)
    return float(-np.mean(y * np.log(out) + (1 - y) * np.log(1 - out)))


def backprop(p, cache, y, L):
    g = {}
    dZ = (cache['A%d' % L] - y) / y.shape[0]
    for l in range(L, 0, -1):
        g['W%d' % l] = cache['A%d' % (l - 1)].T @ dZ
        g['b%d' % l] = dZ.sum(axis=0, keepdims=True)
        if l == 1:
            break
        dA = dZ @ p['W%d' % l].T
        A = cache['A%d' % (l - 1)]
        dA[A <= 0] = 0          # gradient only where the unit was on
        dZ = dA
    return g


layers = [2, 16, 16, 1]
L = len(layers) - 1
lr = 0.3
X, y = get_moons(240)
p = init(layers)
for it in range(1500):
    cache = feed(p, X, L)
    if it % 250 == 0:
        print(it, cost_of(cache, y, L))
    g = backprop(p, cache, y, L)
    for name in p:
        p[name] -= lr * g[name]

cache = feed(p, X, L)
print("accuracy:", np.mean((cache['A%d' % L] > 0.5) == y))
print("cost at the end:", cost_of(cache, y, L))
