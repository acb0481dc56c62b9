"""Programs whose gradients are right and whose training fails, each with the kind that names why."""

from __future__ import annotations

PROGRAMS: dict[str, tuple[str, str]] = {}
"""Name -> (kind, source)."""


def program(name: str, kind: str, source: str) -> None:
    """Enter one program."""
    PROGRAMS[name] = kind, source.lstrip()


program(
    "relu output below zero",
    "output-activation",
    """
import numpy as np

np.random.seed(4)
X = np.random.randn(200, 3)
y = (np.sin(X[:, 0]) - X[:, 1] * 0.7)[:, None]


def relu(z):
    return np.maximum(0, z)


def drelu(z):
    return (z > 0).astype(float)


W1 = np.random.randn(3, 12) * np.sqrt(2 / 3)
b1 = np.zeros(12)
W2 = np.random.randn(12, 1) * np.sqrt(2 / 12)
b2 = np.zeros(1)
lr = 0.05
for epoch in range(2000):
    z1 = X @ W1 + b1
    a1 = relu(z1)
    z2 = a1 @ W2 + b2
    out = relu(z2)
    d2 = 2 * (out - y) / len(X) * drelu(z2)
    d1 = d2 @ W2.T * drelu(z1)
    W2 -= lr * a1.T @ d2
    b2 -= lr * d2.sum(axis=0)
    W1 -= lr * X.T @ d1
    b1 -= lr * d1.sum(axis=0)
print("loss:", np.mean((out - y) ** 2))
""",
)

program(
    "sigmoid for prices",
    "output-activation",
    """
import numpy as np


class Net:
    def __init__(self, n_in, n_hid):
        self.W1 = np.random.normal(0, n_in ** -0.5, (n_hid, n_in))
        self.b1 = np.zeros((n_hid, 1))
        self.W2 = np.random.normal(0, n_hid ** -0.5, (1, n_hid))
        self.b2 = np.zeros((1, 1))

    def sigmoid(self, s):
        return 1.0 / (1.0 + np.exp(-s))

    def forward(self, x):
        self.x = x
        self.h = np.tanh(self.W1 @ x + self.b1)
        self.o = self.sigmoid(self.W2 @ self.h + self.b2)
        return self.o

    def backward(self, y, eta):
        delta = (self.o - y) * self.o * (1 - self.o)
        dh = (self.W2.T @ delta) * (1 - self.h ** 2)
        self.W2 -= eta * delta @ self.h.T
        self.b2 -= eta * delta
        self.W1 -= eta * dh @ self.x.T
        self.b1 -= eta * dh


np.random.seed(0)
data = []
for _ in range(120):
    size, rooms = np.random.rand(2)
    data.append((np.array([[size], [rooms]]), 2 + 3 * size + rooms * size))
net = Net(2, 8)
for epoch in range(60):
    total = 0
    for x, price in data:
        out = net.forward(x)
        total += (out[0, 0] - price) ** 2
        net.backward(price, 0.05)
print("error", total / len(data))
""",
)

program(
    "relu layer at the end of a list",
    "output-activation",
    """
import numpy as np


class Dense:
    def __init__(self, n, m):
        self.W = np.random.randn(n, m) * np.sqrt(2 / n)
        self.b = np.zeros((1, m))

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, g, lr):
        back = g @ self.W.T
        self.W -= lr * self.x.T @ g
        self.b -= lr * g.sum(axis=0, keepdims=True)
        return back


class ReLU:
    def forward(self, x):
        self.mask = x > 0
        return np.where(self.mask, x, 0.0)

    def backward(self, g, lr):
        return g * self.mask


class Sigmoid:
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, g, lr):
        return g * self.out * (1 - self.out)


np.random.seed(11)
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], float)
Y = np.array([[0], [1], [1], [0]], float)
layers = [Dense(2, 6), ReLU(), Dense(6, 1), ReLU()]
for it in range(6000):
    a = X
    for layer in layers:
        a = layer.forward(a)
    g = 2 * (a - Y) / len(X)
    for layer in reversed(layers):
        g = layer.backward(g, 0.5)
print("loss", ((a - Y) ** 2).mean())
""",
)

program(
    "relu everywhere by index",
    "output-activation",
    """
import numpy as np

rng = np.random.default_rng(8)
sizes = [4, 10, 10, 1]
W = [rng.normal(0, np.sqrt(2 / a), (a, b)) for a, b in zip(sizes[:-1], sizes[1:])]
B = [np.zeros(b) for b in sizes[1:]]
L = len(W)
X = rng.normal(size=(150, 4))
y = X[:, [0]] * X[:, [1]] - X[:, [2]]


def forward(x):
    acts, zs = [x], []
    for i in range(L):
        z = acts[-1] @ W[i] + B[i]
        zs.append(z)
        acts.append(np.maximum(z, 0))
    return acts, zs


for step in range(3000):
    acts, zs = forward(X)
    delta = (acts[-1] - y) / len(X)
    for i in reversed(range(L)):
        delta = delta * (zs[i] > 0)
        gW = acts[i].T @ delta
        gB = delta.sum(axis=0)
        delta = delta @ W[i].T
        W[i] -= 0.05 * gW
        B[i] -= 0.05 * gB
print("mse", np.mean((forward(X)[0][-1] - y) ** 2))
""",
)

program(
    "activation as an argument",
    "output-activation",
    """
import numpy as np


def relu(x): return x * (x > 0)
def relu_prime(x): return (x > 0) * 1.0
def sigmoid(x): return 1 / (1 + np.exp(-x))


def sigmoid_prime(x):
    s = sigmoid(x)
    return s * (1 - s)


class FC:
    def __init__(self, a, b, act, act_prime):
        self.w = np.random.rand(a, b) - 0.5
        self.b = np.random.rand(1, b) - 0.5
        self.act, self.act_prime = act, act_prime

    def fwd(self, x):
        self.inp = x
        self.z = x @ self.w + self.b
        return self.act(self.z)

    def bwd(self, err, lr):
        err = err * self.act_prime(self.z)
        out = err @ self.w.T
        self.w -= lr * self.inp.T @ err
        self.b -= lr * err.sum(axis=0, keepdims=True)
        return out


np.random.seed(2)
x = np.random.randn(100, 2)
t = ((x ** 2).sum(axis=1, keepdims=True) < 1.2) * 1.0
net = [FC(2, 10, relu, relu_prime), FC(10, 1, relu, relu_prime)]
for e in range(3000):
    o = x
    for l in net:
        o = l.fwd(o)
    err = 2 * (o - t) / len(x)
    for l in net[::-1]:
        err = l.bwd(err, 1.0)
print("final", np.mean((o - t) ** 2))
""",
)

program(
    "equal numbers in lists",
    "constant-init",
    """
import math

X = [[0, 0], [0, 1], [1, 0], [1, 1]]
Y = [0, 1, 1, 0]
H = 4
w1 = [[0.5] * 2 for _ in range(H)]
b1 = [0.0] * H
w2 = [0.5] * H
b2 = 0.0
lr = 0.5


def sig(v):
    return 1 / (1 + math.exp(-v))


for epoch in range(4000):
    err = 0.0
    for x, y in zip(X, Y):
        h = [sig(sum(a * b for a, b in zip(w1[j], x)) + b1[j]) for j in range(H)]
        o = sig(sum(a * b for a, b in zip(w2, h)) + b2)
        err += (o - y) ** 2
        d = (o - y) * o * (1 - o)
        for j in range(H):
            dh = d * w2[j] * h[j] * (1 - h[j])
            w2[j] -= lr * d * h[j]
            for i in range(2):
                w1[j][i] -= lr * dh * x[i]
            b1[j] -= lr * dh
        b2 -= lr * d
print("error", err)
""",
)

program(
    "filled matrices in a dict",
    "constant-init",
    """
import numpy as np


def init(n_x, n_h, n_y):
    return dict(W1=np.full((n_h, n_x), 0.1), b1=np.zeros((n_h, 1)), W2=np.full((n_y, n_h), 0.1), b2=np.zeros((n_y, 1)))


def train(X, Y, n_h, steps=3000, alpha=1.2):
    p = init(X.shape[0], n_h, Y.shape[0])
    m = X.shape[1]
    for i in range(steps):
        A1 = np.tanh(p["W1"] @ X + p["b1"])
        A2 = 1 / (1 + np.exp(-(p["W2"] @ A1 + p["b2"])))
        dZ2 = A2 - Y
        dZ1 = p["W2"].T @ dZ2 * (1 - A1 ** 2)
        p["W2"] -= alpha * dZ2 @ A1.T / m
        p["b2"] -= alpha * dZ2.sum(axis=1, keepdims=True) / m
        p["W1"] -= alpha * dZ1 @ X.T / m
        p["b1"] -= alpha * dZ1.sum(axis=1, keepdims=True) / m
    return p, A2


rng = np.random.default_rng(0)
X = rng.normal(size=(2, 200))
Y = (X[0] * X[1] > 0).astype(float)[None, :]
p, A2 = train(X, Y, 6)
print("accuracy", np.mean((A2 > 0.5) == (Y > 0.5)))
""",
)

program(
    "a seed for each neuron",
    "constant-init",
    """
import numpy as np


class Neuron:
    def __init__(self, n):
        np.random.seed(42)
        self.w = np.random.randn(n)
        self.b = 0.0

    def forward(self, x):
        self.x = x
        self.a = 1 / (1 + np.exp(-(np.dot(self.w, x) + self.b)))
        return self.a

    def backward(self, err, lr):
        d = err * self.a * (1 - self.a)
        back = d * self.w
        self.w = self.w - lr * d * self.x
        self.b = self.b - lr * d
        return back


class Net:
    def __init__(self, n, h):
        self.hidden = [Neuron(n) for _ in range(h)]
        self.out = Neuron(h)

    def step(self, x, y, lr):
        hid = np.array([u.forward(x) for u in self.hidden])
        o = self.out.forward(hid)
        back = self.out.backward(o - y, lr)
        for u, e in zip(self.hidden, back):
            u.backward(e, lr)
        return (o - y) ** 2


X = np.array([[0., 0], [0, 1], [1, 0], [1, 1]])
Y = np.array([0., 1, 1, 0])
net = Net(2, 5)
for ep in range(1500):
    e = sum(net.step(x, y, 0.8) for x, y in zip(X, Y))
print("error", e)
""",
)

program(
    "tiny weights in four layers",
    "init-too-small",
    """
import numpy as np

rng = np.random.RandomState(3)
dims = [6, 20, 20, 20, 3]
Ws = [rng.randn(a, b) * 0.001 for a, b in zip(dims, dims[1:])]
bs = [np.zeros(b) for b in dims[1:]]
X = rng.randn(240, 6)
lab = (X[:, 0] > 0).astype(int) + (X[:, 1] + X[:, 2] > 0).astype(int)
T = np.eye(3)[lab]
for epoch in range(150):
    for s in range(0, 240, 24):
        x, t = X[s:s + 24], T[s:s + 24]
        hs = [x]
        for W, b in zip(Ws[:-1], bs[:-1]):
            hs.append(np.tanh(hs[-1] @ W + b))
        z = hs[-1] @ Ws[-1] + bs[-1]
        e = np.exp(z - z.max(axis=1, keepdims=True))
        p = e / e.sum(axis=1, keepdims=True)
        d = (p - t) / len(x)
        for k in range(len(Ws) - 1, -1, -1):
            gW, gb = hs[k].T @ d, d.sum(axis=0)
            if k:
                d = d @ Ws[k].T * (1 - hs[k] ** 2)
            Ws[k] -= 0.2 * gW
            bs[k] -= 0.2 * gb
print("loss", -np.mean(np.log(p[np.arange(len(x)), lab[s:s + 24]])))
""",
)

program(
    "wide weights in front of a sigmoid",
    "init-too-large",
    """
import numpy as np


class MLP(object):
    def __init__(self, n_in, n_hid, n_out, lr=0.5):
        self.lr = lr
        self.w_ih = np.random.randn(n_in, n_hid) * 4
        self.b_h = np.zeros((1, n_hid))
        self.w_ho = np.random.randn(n_hid, n_out) * 0.3
        self.b_o = np.zeros((1, n_out))

    @staticmethod
    def logistic(v):
        return 1.0 / (1.0 + np.exp(-v))

    def forward(self, x):
        self.x = x
        self.h = self.logistic(np.dot(x, self.w_ih) + self.b_h)
        self.o = self.logistic(np.dot(self.h, self.w_ho) + self.b_o)
        return self.o

    def learn(self, x, t):
        o = self.forward(x)
        d_o = (o - t) * o * (1 - o)
        d_h = np.dot(d_o, self.w_ho.T) * self.h * (1 - self.h)
        m = x.shape[0]
        self.w_ho -= self.lr * np.dot(self.h.T, d_o) / m
        self.b_o -= self.lr * d_o.mean(axis=0, keepdims=True)
        self.w_ih -= self.lr * np.dot(x.T, d_h) / m
        self.b_h -= self.lr * d_h.mean(axis=0, keepdims=True)
        return np.mean((o - t) ** 2)


np.random.seed(7)
x = np.random.randn(300, 12)
t = (x[:, :1] * x[:, 1:2] + x[:, 2:3] > 0) * 1.0
net = MLP(12, 12, 1, lr=2.0)
for epoch in range(2000):
    err = net.learn(x, t)
print("err", err)
""",
)

program(
    "pixels as they are",
    "no-input-scaling",
    """
import numpy as np

np.random.seed(12)


def images(n):
    y = np.random.randint(0, 3, n)
    img = np.random.randint(0, 200, (n, 5, 5))
    for k in range(n):
        img[k, :, 1 + y[k]] = np.minimum(img[k, :, 1 + y[k]] + 90, 255)
    return img.reshape(n, 25).astype(float), y


X, labels = images(120)
T = np.eye(3)[labels]
W1 = np.random.randn(25, 6)
b1 = np.zeros(6)
W2 = np.random.randn(6, 3)
b2 = np.zeros(3)


def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


for epoch in range(400):
    H = sigmoid(X @ W1 + b1)
    Z = H @ W2 + b2
    E = np.exp(Z - Z.max(1, keepdims=True))
    P = E / E.sum(1, keepdims=True)
    D = (P - T) / len(X)
    DH = D @ W2.T * H * (1 - H)
    W2 -= 0.5 * H.T @ D
    b2 -= 0.5 * D.sum(0)
    W1 -= 0.5 * X.T @ DH
    b1 -= 0.5 * DH.sum(0)
print("accuracy", np.mean(P.argmax(1) == labels))
""",
)

program(
    "income and age in columns",
    "no-input-scaling",
    """
import numpy as np


def make(n, rng):
    income = rng.uniform(10000, 90000, n)
    age = rng.uniform(18, 80, n)
    y = ((income / 1000 + age) > 95).astype(float)
    return np.vstack([income, age]), y.reshape(1, n)


def main():
    rng = np.random.default_rng(0)
    X, Y = make(200, rng)
    W1, b1 = rng.normal(0, 0.7, (6, 2)), np.zeros((6, 1))
    W2, b2 = rng.normal(0, 0.7, (1, 6)), np.zeros((1, 1))
    m = X.shape[1]
    for i in range(2000):
        A1 = np.tanh(W1 @ X + b1)
        A2 = 1 / (1 + np.exp(-(W2 @ A1 + b2)))
        dZ2 = (A2 - Y) / m
        dZ1 = W2.T @ dZ2 * (1 - A1 ** 2)
        W2 -= 0.8 * dZ2 @ A1.T
        b2 -= 0.8 * dZ2.sum(axis=1, keepdims=True)
        W1 -= 0.8 * dZ1 @ X.T
        b1 -= 0.8 * dZ1.sum(axis=1, keepdims=True)
    print("accuracy", np.mean((A2 > 0.5) == (Y > 0.5)))


main()
""",
)

program(
    "large steps row by row",
    "learning-rate-too-large",
    """
import numpy as np


class Net:
    def __init__(self, learning_rate):
        self.learning_rate = learning_rate
        self.W1 = np.random.randn(8, 2) * 0.7
        self.b1 = np.zeros(8)
        self.W2 = np.random.randn(1, 8) * 0.3
        self.b2 = np.zeros(1)

    def train_one(self, x, y):
        h = np.maximum(0, self.W1 @ x + self.b1)
        o = self.W2 @ h + self.b2
        e = o - y
        dh = (self.W2.T @ e) * (h > 0)
        self.W2 -= self.learning_rate * np.outer(e, h)
        self.b2 -= self.learning_rate * e
        self.W1 -= self.learning_rate * np.outer(dh, x)
        self.b1 -= self.learning_rate * dh
        return float(e[0] ** 2)


np.random.seed(3)
pts = np.random.uniform(-2, 2, (100, 2))
ys = np.abs(pts[:, 0]) - 0.5 * pts[:, 1]
net = Net(learning_rate=0.6)
for ep in range(40):
    err = np.mean([net.train_one(x, y) for x, y in zip(pts, ys)])
print("err", err)
""",
)

program(
    "large steps of Adam",
    "learning-rate-too-large",
    """
import numpy as np

rng = np.random.default_rng(1)
X = rng.normal(size=(256, 5))
y = np.tanh(X[:, :1] * 2) + 0.5 * X[:, 1:2] ** 2


class Adam:
    def __init__(self, params, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
        self.params, self.lr, self.b1, self.b2, self.eps = params, lr, b1, b2, eps
        self.m = [np.zeros_like(p) for p in params]
        self.v = [np.zeros_like(p) for p in params]
        self.t = 0

    def step(self, grads):
        self.t += 1
        for i, (p, g) in enumerate(zip(self.params, grads)):
            self.m[i] = self.b1 * self.m[i] + (1 - self.b1) * g
            self.v[i] = self.b2 * self.v[i] + (1 - self.b2) * g ** 2
            mh = self.m[i] / (1 - self.b1 ** self.t)
            vh = self.v[i] / (1 - self.b2 ** self.t)
            p -= self.lr * mh / (np.sqrt(vh) + self.eps)


W1, b1 = rng.normal(0, 0.5, (5, 16)), np.zeros(16)
W2, b2 = rng.normal(0, 0.3, (16, 1)), np.zeros(1)
opt = Adam([W1, b1, W2, b2], lr=5.0)
for epoch in range(600):
    h = np.tanh(X @ W1 + b1)
    out = h @ W2 + b2
    d = 2 * (out - y) / len(X)
    dh = d @ W2.T * (1 - h ** 2)
    opt.step([X.T @ dh, dh.sum(0), h.T @ d, d.sum(0)])
print("mse", np.mean((out - y) ** 2))
""",
)

program(
    "small steps from the command line",
    "learning-rate-too-small",
    """
import argparse

import numpy as np

parser = argparse.ArgumentParser()
parser.add_argument("--lr", type=float, default=0.00001)
parser.add_argument("--epochs", type=int, default=800)
args = parser.parse_args()
np.random.seed(9)
X = np.random.randn(200, 2)
Y = (X[:, :1] ** 2 + X[:, 1:] ** 2 > 1.3).astype(float)
W1, b1 = np.random.randn(2, 8), np.zeros((1, 8))
W2, b2 = np.random.randn(8, 1), np.zeros((1, 1))
for epoch in range(args.epochs):
    H = np.tanh(X @ W1 + b1)
    P = 1 / (1 + np.exp(-(H @ W2 + b2)))
    dZ = (P - Y) / len(X)
    dH = dZ @ W2.T * (1 - H ** 2)
    W2 -= args.lr * H.T @ dZ
    b2 -= args.lr * dZ.sum(axis=0, keepdims=True)
    W1 -= args.lr * X.T @ dH
    b1 -= args.lr * dH.sum(axis=0, keepdims=True)
print("loss", -np.mean(Y * np.log(P) + (1 - Y) * np.log(1 - P)))
""",
)

program(
    "small steps with momentum",
    "learning-rate-too-small",
    """
import numpy as np


class Config:
    lr = 1e-7
    hidden = 12
    epochs = 300


rng = np.random.default_rng(4)
x = np.linspace(-3, 3, 120).reshape(-1, 1)
y = np.sin(x)
w1, c1 = rng.normal(0, 1, (1, Config.hidden)), rng.normal(0, 1, Config.hidden)
w2, c2 = rng.normal(0, 0.3, (Config.hidden, 1)), np.zeros(1)
vel = [np.zeros_like(p) for p in (w1, c1, w2, c2)]
for ep in range(Config.epochs):
    for k in range(0, 120, 20):
        xb, yb = x[k:k + 20], y[k:k + 20]
        h = np.tanh(xb @ w1 + c1)
        o = h @ w2 + c2
        d = (o - yb) / len(xb)
        dh = d @ w2.T * (1 - h * h)
        grads = [xb.T @ dh, dh.sum(0), h.T @ d, d.sum(0)]
        for p, v, g in zip((w1, c1, w2, c2), vel, grads):
            v *= 0.9
            v -= Config.lr * g
            p += v
print("mse", np.mean((np.tanh(x @ w1 + c1) @ w2 + c2 - y) ** 2))
""",
)

program(
    "summed softmax gradient",
    "gradient-not-averaged",
    """
import numpy as np

rng = np.random.RandomState(0)
N = 300
lab = rng.randint(0, 3, N)
X = rng.randn(N, 2) * 0.5 + np.array([[0, 2], [2, -1], [-2, -1]])[lab]
W1 = 0.1 * rng.randn(2, 30)
b1 = np.zeros((1, 30))
W2 = 0.1 * rng.randn(30, 3)
b2 = np.zeros((1, 3))
step_size = 1.0
for i in range(200):
    hidden = np.maximum(0, X @ W1 + b1)
    scores = hidden @ W2 + b2
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    probs = e / e.sum(axis=1, keepdims=True)
    dscores = probs.copy()
    dscores[range(N), lab] -= 1
    dhidden = dscores @ W2.T
    dhidden[hidden <= 0] = 0
    W2 -= step_size * hidden.T @ dscores
    b2 -= step_size * dscores.sum(axis=0, keepdims=True)
    W1 -= step_size * X.T @ dhidden
    b1 -= step_size * dhidden.sum(axis=0, keepdims=True)
print("loss", -np.log(probs[range(N), lab] + 1e-12).mean())
""",
)

program(
    "summed squared error",
    "gradient-not-averaged",
    """
import numpy as np


def train(X, y, hidden=20, lr=0.05, epochs=400):
    rng = np.random.default_rng(5)
    U, u = rng.normal(0, 0.5, (X.shape[1], hidden)), np.zeros(hidden)
    V, v = rng.normal(0, 0.3, (hidden, 1)), np.zeros(1)
    for epoch in range(epochs):
        h = np.tanh(X @ U + u)
        pred = h @ V + v
        error = pred - y
        g_h = error @ V.T * (1 - h ** 2)
        V -= lr * (h.T @ error)
        v -= lr * error.sum(axis=0)
        U -= lr * (X.T @ g_h)
        u -= lr * g_h.sum(axis=0)
    return np.mean((np.tanh(X @ U + u) @ V + v - y) ** 2)


rng = np.random.default_rng(1)
X = rng.normal(size=(500, 3))
y = np.sin(X[:, :1]) + 0.3 * X[:, 1:2]
print("mse", train(X, y))
""",
)

program(
    "fifty epochs of XOR",
    "too-few-steps",
    """
import numpy as np

np.random.seed(1)
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
Y = np.array([[0], [1], [1], [0]])
W1, b1 = np.random.randn(2, 5), np.zeros((1, 5))
W2, b2 = np.random.randn(5, 1), np.zeros((1, 1))


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


epochs = 50
for epoch in range(epochs):
    h = sigmoid(X @ W1 + b1)
    o = sigmoid(h @ W2 + b2)
    d2 = (Y - o) * o * (1 - o)
    d1 = d2 @ W2.T * h * (1 - h)
    W2 += 1.0 * h.T @ d2
    b2 += 1.0 * d2.sum(axis=0, keepdims=True)
    W1 += 1.0 * X.T @ d1
    b1 += 1.0 * d1.sum(axis=0, keepdims=True)
print("mse", np.mean((Y - o) ** 2))
""",
)

program(
    "thirty iterations of fit",
    "too-few-steps",
    """
import numpy as np


class Network:
    def __init__(self, sizes, seed=0):
        r = np.random.default_rng(seed)
        self.W = [r.normal(0, a ** -0.5, (a, b)) for a, b in zip(sizes, sizes[1:])]
        self.b = [np.zeros(b) for b in sizes[1:]]

    def forward(self, x):
        self.a = [x]
        for W, b in zip(self.W[:-1], self.b[:-1]):
            self.a.append(np.tanh(self.a[-1] @ W + b))
        self.a.append(self.a[-1] @ self.W[-1] + self.b[-1])
        return self.a[-1]

    def fit(self, X, y, lr=0.1, iterations=30):
        for it in range(iterations):
            d = (self.forward(X) - y) / len(X)
            for k in reversed(range(len(self.W))):
                gW, gb = self.a[k].T @ d, d.sum(0)
                if k:
                    d = d @ self.W[k].T * (1 - self.a[k] ** 2)
                self.W[k] -= lr * gW
                self.b[k] -= lr * gb


X = np.random.default_rng(3).uniform(-2, 2, (150, 2))
y = np.sin(X[:, :1]) * X[:, 1:]
net = Network([2, 24, 1])
net.fit(X, y)
print("mse", np.mean((net.forward(X) - y) ** 2))
""",
)

program(
    "biases far below zero",
    "dead-units",
    """
import numpy as np

rng = np.random.default_rng(2)
X = rng.uniform(0, 1, (200, 4))
y = X[:, :1] * 2 - X[:, 1:2]
y = (y - y.mean()) / y.std()
W1 = rng.normal(0, 0.7, (4, 16))
b1 = np.ones(16) * -6
W2 = rng.normal(0, 0.4, (16, 1))
b2 = np.zeros(1)
for i in range(1500):
    z = X @ W1 + b1
    h = z * (z > 0)
    out = h @ W2 + b2
    d = 2 * (out - y) / len(X)
    dz = d @ W2.T * (z > 0)
    W2 -= 0.1 * h.T @ d
    b2 -= 0.1 * d.sum(axis=0)
    W1 -= 0.1 * X.T @ dz
    b1 -= 0.1 * dz.sum(axis=0)
print("mse", np.mean((out - y) ** 2))
""",
)

program(
    "biases far up the sigmoid",
    "saturated-units",
    """
import numpy as np

np.random.seed(3)
X = np.random.randn(200, 3)
Y = (X[:, :1] * X[:, 1:2] + X[:, 2:] > 0) * 1.0
W1, b1 = np.random.randn(3, 10), np.full((1, 10), 15.0)
W2, b2 = np.random.randn(10, 1), np.zeros((1, 1))


def sigmoid(v):
    return 1 / (1 + np.exp(-v))


for t in range(2000):
    a1 = sigmoid(X @ W1 + b1)
    a2 = sigmoid(a1 @ W2 + b2)
    d2 = (a2 - Y) / len(X)
    d1 = d2 @ W2.T * a1 * (1 - a1)
    W2 -= 1.5 * a1.T @ d2
    b2 -= 1.5 * d2.sum(0, keepdims=True)
    W1 -= 1.5 * X.T @ d1
    b1 -= 1.5 * d1.sum(0, keepdims=True)
print("accuracy", np.mean((a2 > 0.5) == (Y > 0.5)))
""",
)

program(
    "seven sigmoid layers",
    "vanishing-gradient",
    """
import numpy as np

rng = np.random.default_rng(6)
sig = lambda z: 1 / (1 + np.exp(-z))
dims = [3, 15, 15, 15, 15, 15, 15, 1]
W = [rng.normal(0, 1 / np.sqrt(n), (m, n)) for n, m in zip(dims, dims[1:])]
b = [np.zeros((m, 1)) for m in dims[1:]]
X = rng.normal(size=(3, 300))
y = np.sin(2 * X[:1]) + X[1:2]
y = (y - y.mean()) / y.std()
for epoch in range(100):
    for s in range(0, 300, 30):
        x, t = X[:, s:s + 30], y[:, s:s + 30]
        A = [x]
        for k in range(len(W) - 1):
            A.append(sig(W[k] @ A[-1] + b[k]))
        out = W[-1] @ A[-1] + b[-1]
        D = 2 * (out - t) / x.shape[1]
        for k in range(len(W) - 1, -1, -1):
            gW, gb = D @ A[k].T, D.sum(axis=1, keepdims=True)
            if k > 0:
                slope = A[k] * (1 - A[k])
                D = (W[k].T @ D) * slope
            W[k] -= 0.05 * gW
            b[k] -= 0.05 * gb
print("mse", np.mean((out - t) ** 2))
""",
)

program(
    "sigmoid and its slope as methods",
    "vanishing-gradient",
    """
import numpy as np


class Net:
    def __init__(self, layers, seed=1):
        r = np.random.RandomState(seed)
        self.weights = [r.randn(a, b) / np.sqrt(a) for a, b in zip(layers, layers[1:])]
        self.biases = [np.zeros((1, b)) for b in layers[1:]]

    def sigmoid(self, z):
        return 1.0 / (1.0 + np.exp(-z))

    def sigmoid_prime(self, z):
        return self.sigmoid(z) * (1 - self.sigmoid(z))

    def train(self, X, Y, lr, epochs, batch=25):
        for e in range(epochs):
            for s in range(0, len(X), batch):
                x, y = X[s:s + batch], Y[s:s + batch]
                acts, zs = [x], []
                for w, b in zip(self.weights[:-1], self.biases[:-1]):
                    zs.append(acts[-1] @ w + b)
                    acts.append(self.sigmoid(zs[-1]))
                acts.append(1 / (1 + np.exp(-(acts[-1] @ self.weights[-1] + self.biases[-1]))))
                delta = (acts[-1] - y) / len(x)
                for i in range(len(self.weights) - 1, -1, -1):
                    gw, gb = acts[i].T @ delta, delta.sum(0, keepdims=True)
                    if i:
                        delta = delta @ self.weights[i].T * self.sigmoid_prime(zs[i - 1])
                    self.weights[i] -= lr * gw
                    self.biases[i] -= lr * gb
        return acts[-1], y


X = np.random.RandomState(0).uniform(-1, 1, (300, 2))
Y = ((X[:, :1] > 0) != (X[:, 1:] > 0)) * 1.0
net = Net([2, 12, 12, 12, 12, 12, 1])
p, y = net.train(X, Y, 0.3, 120)
print("accuracy", np.mean((p > 0.5) == (y > 0.5)))
""",
)

program(
    "tanh for targets up to twelve",
    "output-activation",
    """
import numpy as np

np.random.seed(1)


def tanh(x):
    return np.tanh(x)


def dtanh(a):
    return 1 - a ** 2


x = np.linspace(-2, 2, 60).reshape(-1, 1)
y = x ** 2 * 3
W = [np.random.randn(1, 20), np.random.randn(20, 1) * 0.2]
B = [np.zeros((1, 20)), np.zeros((1, 1))]
for i in range(3000):
    A = [x]
    for w, b in zip(W, B):
        A.append(tanh(A[-1] @ w + b))
    d = (A[-1] - y) * dtanh(A[-1])
    for k in (1, 0):
        gw = A[k].T @ d / len(x)
        gb = d.mean(axis=0, keepdims=True)
        d = (d @ W[k].T) * dtanh(A[k])
        W[k] -= 0.1 * gw
        B[k] -= 0.1 * gb
print("mse", np.mean((A[-1] - y) ** 2))
""",
)
