"""Programs with a longer way back, through statistics, time, windows and masks, made wrong by one change."""

from __future__ import annotations

from derivative_programs import Planted

NORMALISED = """\
import numpy as np

np.random.seed(4)


def bn_forward(x, gamma, beta, eps=1e-5):
    mu = x.mean(axis=0)
    xc = x - mu
    var = np.mean(xc ** 2, axis=0)
    std = np.sqrt(var + eps)
    xhat = xc / std
    return gamma * xhat + beta, (xhat, xc, std, gamma)


def bn_backward(dout, cache):
    xhat, xc, std, gamma = cache
    n = dout.shape[0]
    dgamma = np.sum(dout * xhat, axis=0)
    dbeta = np.sum(dout, axis=0)
    dxhat = dout * gamma
    dvar = np.sum(dxhat * xc, axis=0) * -0.5 * std ** -3
    dmu = -np.sum(dxhat / std, axis=0)
    dx = dxhat / std + dvar * 2 * xc / n + dmu / n
    return dx, dgamma, dbeta


X = np.random.randn(40, 3)
Y = np.c_[X[:, 0] * X[:, 1], np.abs(X[:, 2])]
W1 = np.random.randn(3, 8)
gamma = np.random.uniform(0.5, 1.5, 8)
beta = np.random.randn(8) * 0.1
W2 = np.random.randn(8, 2) * 0.4
b2 = np.zeros(2)
for it in range(12):
    h = X @ W1
    hn, cache = bn_forward(h, gamma, beta)
    a = np.tanh(hn)
    out = a @ W2 + b2
    loss = np.mean((out - Y) ** 2)
    dout = 2 * (out - Y) / out.size
    dW2 = a.T @ dout
    db2 = dout.sum(axis=0)
    da = dout @ W2.T
    dhn = da * (1 - a * a)
    dh, dgamma, dbeta = bn_backward(dhn, cache)
    dW1 = X.T @ dh
    W1 -= 0.1 * dW1
    gamma -= 0.1 * dgamma
    beta -= 0.1 * dbeta
    W2 -= 0.1 * dW2
    b2 -= 0.1 * db2
    if it % 4 == 0:
        print(it, loss)
"""

RECURRENT = """\
import numpy as np

rng = np.random.default_rng(7)
H, D, O, T = 6, 2, 2, 5
Wx = rng.normal(0, 0.5, (D, H))
Wh = rng.normal(0, 0.4, (H, H))
b = rng.normal(0, 0.1, H)
Wy = rng.normal(0, 0.5, (H, O))
by = np.zeros(O)
xs = rng.normal(size=(6, T, D))
ys = np.cumsum(xs, axis=1) * 0.3


def step(x, y):
    h = {-1: np.zeros((1, H))}
    outs = []
    loss = 0
    for t in range(T):
        h[t] = np.tanh(x[t:t + 1] @ Wx + h[t - 1] @ Wh + b)
        outs.append(h[t] @ Wy + by)
        loss += 0.5 * np.sum((outs[t] - y[t:t + 1]) ** 2)
    dWx, dWh, db = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b)
    dWy, dby = np.zeros_like(Wy), np.zeros_like(by)
    dnext = np.zeros((1, H))
    for t in reversed(range(T)):
        dy = outs[t] - y[t:t + 1]
        dWy += h[t].T @ dy
        dby += dy[0]
        dh = dy @ Wy.T + dnext
        dz = dh * (1 - h[t] ** 2)
        dWx += x[t:t + 1].T @ dz
        dWh += h[t - 1].T @ dz
        db += dz[0]
        dnext = dz @ Wh.T
    return loss, dWx, dWh, db, dWy, dby


for epoch in range(1):
    total = 0
    for x, y in zip(xs, ys):
        loss, dWx, dWh, db, dWy, dby = step(x, y)
        total += loss
        Wx -= 0.02 * dWx
        Wh -= 0.02 * dWh
        b -= 0.02 * db
        Wy -= 0.02 * dWy
        by -= 0.02 * dby
    print(epoch, total)
"""

CHANNELS = """\
import numpy as np

rng = np.random.default_rng(2)
X = rng.normal(size=(7, 2, 6))
Y = np.sin(X.sum(axis=(1, 2)))
first, second = rng.normal(0, 0.5, (2, 2, 2)), rng.normal(0, 0.5, (2, 2, 2))
last = rng.normal(0, 0.5, 8)


def slide(x, w):
    out = np.zeros((len(x), 2, x.shape[2] - 1))
    for f in range(2):
        for c in range(2):
            for p in range(2):
                out[:, f] += w[f][c][p] * x[:, c, p:p + out.shape[2]]
    return out


def back(d, x, w):
    dx, dw, n = np.zeros_like(x), np.zeros_like(w), d.shape[2]
    for f in range(2):
        for c in range(2):
            for p in range(2):
                dw[f][c][p] += np.sum(d[:, f] * x[:, c, p:p + n])
                dx[:, c, p:p + n] += w[f][c][p] * d[:, f]
    return dx, dw


for step in range(5):
    h = np.tanh(slide(X, first))
    k = np.tanh(slide(h, second))
    flat = k.reshape(len(X), 8)
    d = (flat @ last - Y) / len(X)
    dk = np.outer(d, last).reshape(k.shape) * (1 - k ** 2)
    dh, gsecond = back(dk, h, second)
    _, gfirst = back(dh * (1 - h ** 2), X, first)
    last -= 0.1 * flat.T @ d
    second -= 0.1 * gsecond
    first -= 0.1 * gfirst
"""

CONVOLVED = """\
import numpy as np

rng = np.random.default_rng(9)


def conv_forward(x, w, b, stride):
    n, c, length = x.shape
    f, _, k = w.shape
    m = (length - k) // stride + 1
    out = np.zeros((n, f, m))
    for i in range(m):
        piece = x[:, :, i * stride:i * stride + k]
        out[:, :, i] = np.tensordot(piece, w, axes=([1, 2], [1, 2])) + b
    return out


def conv_backward(dout, x, w, stride):
    dx, dw = np.zeros_like(x), np.zeros_like(w)
    k = w.shape[2]
    for i in range(dout.shape[2]):
        piece = x[:, :, i * stride:i * stride + k]
        dw += np.tensordot(dout[:, :, i], piece, axes=([0], [0]))
        dx[:, :, i * stride:i * stride + k] += np.tensordot(dout[:, :, i], w, axes=([1], [0]))
    return dx, dw, dout.sum(axis=(0, 2))


X = rng.normal(size=(8, 1, 12))
Y = np.stack([X[:, 0, :6].sum(axis=1), X[:, 0, 6:].max(axis=1)], axis=1)
w1, b1 = rng.normal(0, 0.4, (3, 1, 3)), np.zeros(3)
w2, b2 = rng.normal(0, 0.4, (3, 3, 2)), np.zeros(3)
W, c = rng.normal(0, 0.4, (12, 2)), np.zeros(2)
for it in range(6):
    z1 = conv_forward(X, w1, b1, 1)
    a1 = np.maximum(z1, 0)
    z2 = conv_forward(a1, w2, b2, 2)
    a2 = np.tanh(z2)
    flat = a2.reshape(len(X), -1)[:, :12]
    out = flat @ W + c
    loss = np.mean((out - Y) ** 2)
    dout = 2 * (out - Y) / out.size
    dW, dc = flat.T @ dout, dout.sum(axis=0)
    da2 = np.zeros((len(X), 15))
    da2[:, :12] = dout @ W.T
    dz2 = da2.reshape(a2.shape) * (1 - a2 ** 2)
    da1, dw2, db2 = conv_backward(dz2, a1, w2, 2)
    dz1 = da1 * (z1 > 0)
    _, dw1, db1 = conv_backward(dz1, X, w1, 1)
    for p, g in ((w1, dw1), (b1, db1), (w2, dw2), (b2, db2), (W, dW), (c, dc)):
        p -= 0.05 * g
    if it % 2 == 0:
        print(it, loss)
"""

COLUMNS = """\
import numpy as np


def relu(Z):
    return np.maximum(0, Z)


def relu_backward(dA, Z):
    dZ = np.array(dA, copy=True)
    dZ[Z <= 0] = 0
    return dZ


def softmax(Z):
    e = np.exp(Z - Z.max(axis=0, keepdims=True))
    return e / e.sum(axis=0, keepdims=True)


def init(sizes, rng):
    p = {}
    for l in range(1, len(sizes)):
        p["W" + str(l)] = rng.standard_normal((sizes[l], sizes[l - 1])) * np.sqrt(2 / sizes[l - 1])
        p["b" + str(l)] = rng.standard_normal((sizes[l], 1)) * 0.1
    return p


def forward(p, X, L):
    cache = {"A0": X}
    for l in range(1, L + 1):
        cache["Z" + str(l)] = p["W" + str(l)] @ cache["A" + str(l - 1)] + p["b" + str(l)]
        if l < L:
            cache["A" + str(l)] = relu(cache["Z" + str(l)])
        else:
            cache["A" + str(l)] = softmax(cache["Z" + str(l)])
    return cache


def backward(p, cache, Y, L):
    m = Y.shape[1]
    grads = {}
    dZ = cache["A" + str(L)] - Y
    for l in range(L, 0, -1):
        grads["dW" + str(l)] = dZ @ cache["A" + str(l - 1)].T / m
        grads["db" + str(l)] = dZ.sum(axis=1, keepdims=True) / m
        if l > 1:
            dA = p["W" + str(l)].T @ dZ
            dZ = relu_backward(dA, cache["Z" + str(l - 1)])
    return grads


rng = np.random.default_rng(1)
X = rng.standard_normal((4, 60))
labels = (X[0] * X[1] > 0).astype(int) + (X[2] > 0.5)
Y = np.eye(3)[labels].T
L = 4
p = init([4, 7, 7, 7, 3], rng)
for epoch in range(12):
    cache = forward(p, X, L)
    cost = -np.mean(np.sum(Y * np.log(cache["A" + str(L)] + 1e-12), axis=0))
    g = backward(p, cache, Y, L)
    for l in range(1, L + 1):
        p["W" + str(l)] -= 0.1 * g["dW" + str(l)]
        p["b" + str(l)] -= 0.1 * g["db" + str(l)]
    if epoch % 4 == 0:
        print(epoch, cost)
"""

WRONG = [
    Planted("mean left out", "batchnorm-backward", NORMALISED, " + dmu / n\n", "\n", "dx = dxhat"),
    Planted(
        "statistics as constants",
        "batchnorm-backward",
        NORMALISED,
        "dx = dxhat / std + dvar * 2 * xc / n + dmu / n",
        "dx = dxhat / std",
    ),
    Planted("not divided by the rows", "batchnorm-backward", NORMALISED, "dvar * 2 * xc / n", "dvar * 2 * xc"),
    Planted("nothing from the next step", "bptt", RECURRENT, "dh = dy @ Wy.T + dnext", "dh = dy @ Wy.T"),
    Planted(
        "nothing handed on",
        "bptt",
        RECURRENT,
        "        db += dz[0]\n        dnext = dz @ Wh.T\n",
        "        db += dz[0]\n",
        "db += dz[0]",
    ),
    Planted(
        "forgotten at every step",
        "bptt",
        RECURRENT,
        "    for t in reversed(range(T)):\n        dy =",
        "    for t in reversed(range(T)):\n        dnext = np.zeros((1, H))\n        dy =",
        "        dnext = np.zeros",
    ),
    Planted(
        "kernel turned",
        "conv-backward",
        CONVOLVED,
        "np.tensordot(dout[:, :, i], w, axes=([1], [0]))",
        "np.tensordot(dout[:, :, i], w[:, :, ::-1], axes=([1], [0]))",
    ),
    Planted(
        "stride forgotten", "conv-backward", CONVOLVED, "dx[:, :, i * stride:i * stride + k] +=", "dx[:, :, i:i + k] +="
    ),
    Planted("written to the map", "conv-backward", CHANNELS, "dx[:, c, p:p + n] +=", "dx[:, f, p:p + n] +="),
    Planted("read from the channel", "conv-backward", CHANNELS, "w[f][c][p] * d[:, f]", "w[f][c][p] * d[:, c]"),
    Planted("map and channel exchanged", "conv-backward", CHANNELS, "w[f][c][p] * d", "w[c][f][p] * d"),
    Planted("mask turned round", "relu-mask", COLUMNS, "dZ[Z <= 0] = 0", "dZ[Z > 0] = 0"),
    Planted(
        "ones written into the gradient",
        "chain-rule-dropped",
        COLUMNS,
        "dZ[Z <= 0] = 0\n",
        "dZ[Z <= 0] = 0\n    dZ[Z > 0] = 1\n",
        "dZ[Z > 0]",
    ),
    Planted(
        "slope behind the cross-entropy",
        "extra-derivative",
        COLUMNS,
        'dZ = cache["A" + str(L)] - Y',
        'dZ = (cache["A" + str(L)] - Y) * cache["A" + str(L)] * (1 - cache["A" + str(L)])',
    ),
]

RIGHT = [NORMALISED, RECURRENT, CHANNELS, CONVOLVED, COLUMNS]
