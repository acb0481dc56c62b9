import numpy as np

beta_m, beta_v = 0.9, 0.999
rate, tiny = 0.01, 1e-8


def start(n_in, n_hid, n_out):
    p = {}
    p['w1'] = np.random.randn(n_in, n_hid) / np.sqrt(n_in)
    p['b1'] = np.zeros((1, n_hid))
    p['w2'] = np.random.randn(n_hid, n_out) / np.sqrt(n_hid)
    p['b2'] = np.zeros((1, n_out))
    return p


def model(p, x):
    h = np.tanh(x.dot(p['w1']) + p['b1'])
    return h, h.dot(p['w2']) + p['b2']


def gradients(p, x, y):
    h, out = model(p, x)
    g = {}
    d2 = 2 * (out - y) / len(x)
    g['w2'] = h.T.dot(d2)
    g['b2'] = d2.sum(axis=0, keepdims=True)
    d1 = d2.dot(p['w2'].T) * (1 - h ** 2)
    g['w1'] = x.T.dot(d1)
    g['b1'] = d1.sum(axis=0, keepdims=True)
    return g


def adam(p, g, m, v, i):
    for name in p:
        # means of slope and of squared slope
        m[name] = beta_m * m[name] + (1 - beta_m) * g[name]
        v[name] = beta_v * v[name] + (1 - beta_v) * g[name] ** 2
        # they begin at zero, so correct them
        m_hat = m[name] / (1 - beta_m ** i)
        v_hat = v[name] / (1 - beta_v ** i)
        p[name] = p[name] - rate * m_hat / (np.sqrt(v_hat) + tiny)


np.random.seed(12)
x = np.random.uniform(-1.5, 1.5, (320, 2))
y = (np.sin(2 * x[:, 0]) * x[:, 1]).reshape(-1, 1)
p = start(2, 24, 1)
m = {name: np.zeros_like(p[name]) for name in p}
v = {name: np.zeros_like(p[name]) for name in p}
i = 0
for epoch in range(100):
    order = np.random.permutation(len(x))
    for k in range(0, len(x), 32):
        rows = order[k:k + 32]
        i += 1
        adam(p, gradients(p, x[rows], y[rows]), m, v, i)
    if epoch % 20 == 19:
        print('epoch', epoch + 1, 'mse', np.mean((model(p, x)[1] - y) ** 2))
