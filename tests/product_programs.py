"""Programs with a bug in a product, a sum, a sign or the order of a step, each made of a right one by one change."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from derivative_programs import Planted

ROWS = """\
import numpy as np

rng = np.random.RandomState(1)
X = rng.randn(24, 4)
T = np.column_stack([np.sin(X[:, 0]), X[:, 1] * X[:, 2]])
A = rng.randn(4, 6) * 0.5
p = np.full((1, 6), 0.1)
B = rng.randn(6, 6) * 0.5
q = np.full((1, 6), -0.1)
C = rng.randn(6, 2) * 0.5
r = np.zeros((1, 2))
n = len(X)
rate = 0.05

for step in range(12):
    h = np.tanh(X @ A + p)
    k = np.tanh(h @ B + q)
    out = k @ C + r
    e3 = 2 * (out - T) / n
    gC = k.T @ e3
    gr = np.sum(e3, axis=0, keepdims=True)
    e2 = (e3 @ C.T) * (1 - k ** 2)
    gB = h.T @ e2
    gq = np.sum(e2, axis=0, keepdims=True)
    e1 = (e2 @ B.T) * (1 - h ** 2)
    gA = X.T @ e1
    gp = np.sum(e1, axis=0, keepdims=True)
    C -= rate * gC
    r -= rate * gr
    B -= rate * gB
    q -= rate * gq
    A -= rate * gA
    p -= rate * gp
"""

COLUMNS = """\
import numpy as np

rng = np.random.default_rng(3)
data = rng.normal(size=(3, 20))
labels = (data[0] > data[1]).astype(float).reshape(1, 20)
net = {"W1": rng.normal(size=(5, 3)), "b1": np.full((5, 1), 0.1), "W2": rng.normal(size=(1, 5)), "b2": np.zeros((1, 1))}

def sigmoid(v):
    return 1 / (1 + np.exp(-v))

def train_step(net, x, y, eta):
    m = x.shape[1]
    hidden = np.tanh(net["W1"].dot(x) + net["b1"])
    yhat = sigmoid(net["W2"].dot(hidden) + net["b2"])
    d2 = yhat - y
    d1 = net["W2"].T.dot(d2) * (1 - hidden ** 2)
    grads = {}
    grads["W2"] = d2.dot(hidden.T) / m
    grads["b2"] = d2.sum(axis=1, keepdims=True) / m
    grads["W1"] = d1.dot(x.T) / m
    grads["b1"] = d1.sum(axis=1, keepdims=True) / m
    for key in net:
        net[key] = net[key] - eta * grads[key]

for epoch in range(12):
    train_step(net, data, labels, 0.5)
"""

SAMPLES = """\
import numpy as np

gen = np.random.RandomState(5)
inputs = gen.uniform(-1, 1, (12, 3))
wanted = np.sum(inputs, axis=1) > 0

class Net:
    def __init__(self):
        self.U = gen.normal(0, 0.6, (6, 3))
        self.u = np.full(6, 0.05)
        self.V = gen.normal(0, 0.6, (6, 6))
        self.v = np.full(6, -0.05)
        self.o = gen.normal(0, 0.6, 6)
        self.c = 0.0

    def learn(self, x, t, speed):
        s = 1 / (1 + np.exp(-(self.U @ x + self.u)))
        z = np.tanh(self.V @ s + self.v)
        y = 1 / (1 + np.exp(-(self.o @ z + self.c)))
        d = y - t
        dz = d * self.o * (1 - z ** 2)
        ds = np.dot(self.V.T, dz) * s * (1 - s)
        self.o = self.o - speed * d * z
        self.c = self.c - speed * d
        self.V = self.V - speed * np.outer(dz, s)
        self.v = self.v - speed * dz
        self.U = self.U - speed * np.outer(ds, x)
        self.u = self.u - speed * ds

net = Net()
for epoch in range(3):
    for x, t in zip(inputs, wanted):
        net.learn(x, float(t), 0.3)
"""

UNITS = """\
import math
import random

random.seed(4)
points = [[random.uniform(-1, 1), random.uniform(-1, 1)] for _ in range(8)]
values = [0.8 if a * b > 0 else 0.2 for a, b in points]
size = 3
first = [[random.uniform(-1, 1) for _ in range(2)] for _ in range(size)]
shift = [0.1, -0.2, 0.3]
last = [random.uniform(-1, 1) for _ in range(size)]
final = 0.05

def squash(z):
    return 1 / (1 + math.exp(-z))

for turn in range(4):
    for point, value in zip(points, values):
        hidden = []
        for j in range(size):
            total = shift[j]
            for i in range(2):
                total += first[j][i] * point[i]
            hidden.append(squash(total))
        answer = squash(sum(last[j] * hidden[j] for j in range(size)) + final)
        delta = (answer - value) * answer * (1 - answer)
        inner = [delta * last[j] * hidden[j] * (1 - hidden[j]) for j in range(size)]
        for j in range(size):
            last[j] -= 0.4 * delta * hidden[j]
            shift[j] -= 0.4 * inner[j]
            for i in range(2):
                first[j][i] -= 0.4 * inner[j] * point[i]
        final -= 0.4 * delta
"""

SUMS = """\
import numpy as np

np.random.seed(8)
X = np.random.randn(10, 3)
Y = np.tanh(X[:, :2] * 1.5)
W = np.random.randn(3, 5) * 0.6
b = np.full(5, 0.1)
V = np.random.randn(5, 2) * 0.6
c = np.full(2, -0.1)
table = np.random.randn(4, 3) * 0.2
kind = np.array([0, 1, 2, 3, 0, 1, 2, 0, 1, 0])

for epoch in range(8):
    dW = np.zeros_like(W)
    db = np.zeros_like(b)
    dV = np.zeros_like(V)
    dc = np.zeros_like(c)
    dtable = np.zeros_like(table)
    shifted = X + table[kind]
    back = np.zeros_like(X)
    for i in range(len(X)):
        x, y = shifted[i], Y[i]
        h = np.tanh(x @ W + b)
        d = h @ V + c - y
        dV += np.outer(h, d)
        dc += d
        e = (V @ d) * (1 - h ** 2)
        dW += np.outer(x, e)
        db += e
        back[i] = W @ e
    np.add.at(dtable, kind, back)
    W -= 0.02 * dW
    b -= 0.02 * db
    V -= 0.02 * dV
    c -= 0.02 * dc
    table -= 0.02 * dtable
"""

LAYERS = """\
import numpy as np

random = np.random.RandomState(2)

class Dense:
    def __init__(self, inputs, units):
        self.w = random.randn(inputs, units) * 0.5
        self.b = np.full((1, units), 0.1)
        self.dw = np.zeros_like(self.w)
        self.db = np.zeros_like(self.b)

    def forward(self, x):
        self.x = x
        return x @ self.w + self.b

    def backward(self, up):
        self.dw += self.x.T @ up
        self.db += up.sum(axis=0, keepdims=True)
        return up @ self.w.T

    def clear(self):
        self.dw[:] = 0
        self.db[:] = 0

class Tanh:
    def forward(self, x):
        self.y = np.tanh(x)
        return self.y

    def backward(self, up):
        return up * (1 - self.y ** 2)

layers = [Dense(3, 6), Tanh(), Dense(6, 6), Tanh(), Dense(6, 1)]
dense = [layers[0], layers[2], layers[4]]
x = random.randn(16, 3)
t = x[:, :1] * x[:, 1:2]
for epoch in range(8):
    for part in range(2):
        chosen = slice(8 * part, 8 * part + 8)
        for layer in dense:
            layer.clear()
        a = x[chosen]
        for layer in layers:
            a = layer.forward(a)
        up = (a - t[chosen]) / 8
        for layer in reversed(layers):
            up = layer.backward(up)
        for layer in dense:
            layer.w -= 0.1 * layer.dw
            layer.b -= 0.1 * layer.db
"""

EARLY = """\
import numpy as np

np.random.seed(3)
X = np.random.randn(20, 3)
Y = np.cos(X[:, :2])
W = np.random.randn(3, 6) * 0.6
V = np.random.randn(6, 2) * 0.6
for step in range(10):
    h = np.tanh(X @ W)
    slope = 1 - h ** 2
    d = (h @ V - Y) / len(X)
    Z = (d @ V.T) * slope
    V = V - 0.1 * h.T @ d
    W = W - 0.1 * X.T @ Z
"""

STEPPING = """\
import numpy as np

generator = np.random.default_rng(6)


class Layer:
    def __init__(self, inputs, units, rate=0.1):
        self.w = generator.normal(0, 0.5, (inputs, units))
        self.b = np.full(units, 0.1)
        self.rate = rate

    def forward(self, x):
        self.x = x
        self.y = np.tanh(x @ self.w + self.b)
        return self.y

    def backward(self, up):
        up = up * (1 - self.y ** 2)
        down = up @ self.w.T
        self.w -= self.rate * self.x.T @ up
        self.b -= self.rate * up.sum(axis=0)
        return down


net = [Layer(3, 5), Layer(5, 4), Layer(4, 1)]
x = generator.normal(size=(18, 3))
t = 0.5 * np.sin(x[:, :1])
for epoch in range(8):
    a = x
    for layer in net:
        a = layer.forward(a)
    up = (a - t) / 18
    for layer in net[::-1]:
        up = layer.backward(up)
"""

DECAY = """\
import numpy as np

np.random.seed(12)
X = np.random.randn(30, 4)
Y = np.sin(X[:, :1])
W = np.random.randn(4, 6) * 0.5
b = np.zeros((1, 6))
V = np.random.randn(6, 1) * 0.5
c = np.zeros((1, 1))
lam, m, lr = 0.02, len(X), 0.05
losses = []
for it in range(12):
    h = np.tanh(X @ W + b)
    out = h @ V + c
    loss = ((out - Y) ** 2).sum() / (2 * m) + lam / 2 * ((W ** 2).sum() + (V ** 2).sum())
    losses.append(loss)
    d = (out - Y) / m
    e = (d @ V.T) * (1 - h ** 2)
    dV = h.T @ d + lam * V
    dW = X.T @ e + lam * W
    V -= lr * dV
    c -= lr * d.sum(axis=0, keepdims=True)
    W -= lr * dW
    b -= lr * e.sum(axis=0, keepdims=True)
"""

RIGHT = {
    "early": EARLY,
    "stepping": STEPPING,
    "rows": ROWS,
    "columns": COLUMNS,
    "samples": SAMPLES,
    "units": UNITS,
    "sums": SUMS,
    "layers": LAYERS,
    "decay": DECAY,
}


CLEARED = """\
        for layer in dense:
            layer.clear()
"""
CHOSEN = """\
    for part in range(2):
        chosen = slice(8 * part, 8 * part + 8)
"""


def planted(name: str, kind: str, base: str, right: str, wrong: str, near: str = "") -> Planted:
    """A bug of one kind in one of the programs."""
    return Planted(f"{kind}: {name}", kind, base, right, wrong, near)


WRONG = [
    planted("everything", "bias-grad-axis", ROWS, "gq = np.sum(e2, axis=0, keepdims=True)", "gq = np.sum(e2)"),
    planted("other axis", "bias-grad-axis", COLUMNS, "d1.sum(axis=1, keepdims=True)", "d1.sum()"),
    planted(
        "of the weights",
        "bias-grad-wrong",
        ROWS,
        "np.sum(e2, axis=0, keepdims=True)",
        "np.sum(gB, axis=0, keepdims=True)",
    ),
    planted("one row", "bias-grad-wrong", ROWS, "np.sum(e1, axis=0, keepdims=True)", "e1[-1]"),
    planted(
        "another delta",
        "bias-grad-wrong",
        ROWS,
        "np.sum(e1, axis=0, keepdims=True)",
        "np.sum(e2, axis=0, keepdims=True)",
        "np.sum(e2, axis=0, keepdims=True)\n    C",
    ),
    planted(
        "times itself",
        "bias-grad-wrong",
        UNITS,
        "0.4 * inner[j]\n            for",
        "0.4 * inner[j] * shift[j]\n            for",
    ),
    planted("times the unit", "bias-grad-wrong", SAMPLES, "self.v - speed * dz", "self.v - speed * dz * z"),
    planted("the rate alone", "bias-grad-wrong", ROWS, "q -= rate * gq", "q -= rate"),
    planted("the rate alone in one unit", "bias-grad-wrong", UNITS, "shift[j] -= 0.4 * inner[j]", "shift[j] -= 0.4"),
    planted("another bias's gradient", "wrong-array", ROWS, "q -= rate * gq", "q -= rate * gp"),
    planted("rows in another order", "wrong-array", ROWS, "gA = X.T @ e1", "gA = X[::-1].T @ e1"),
    planted("another item", "wrong-array", UNITS, "inner[j] * point[i]", "inner[j] * hidden[j]"),
    planted("square weights", "transpose", ROWS, "e2 @ B.T", "e2 @ B"),
    planted("exchanged", "transpose", ROWS, "gB = h.T @ e2", "gB = e2.T @ h"),
    planted("single sample", "transpose", SAMPLES, "np.dot(self.V.T, dz)", "np.dot(self.V, dz)"),
    planted("outer", "gradient-transposed", SAMPLES, "np.outer(dz, s)", "np.outer(s, dz)"),
    planted("whole", "gradient-transposed", ROWS, "gB = h.T @ e2", "gB = (h.T @ e2).T"),
    planted("dot", "inner-vs-outer", SAMPLES, "np.outer(dz, s)", "np.dot(dz, s)"),
    planted("elementwise", "inner-vs-outer", SAMPLES, "np.outer(dz, s)", "dz * s"),
    planted("units", "missing-input-factor", UNITS, "0.4 * inner[j] * point[i]", "0.4 * inner[j]", "first[j][i] -="),
    planted("summed", "missing-input-factor", ROWS, "gA = X.T @ e1", "gA = e1.sum(axis=0)"),
    planted("the input", "wrong-layer-index", SAMPLES, "speed * d * z", "speed * d * s"),
    planted("output for hidden error", "wrong-layer-index", ROWS, "gB = h.T @ e2", "gB = k.T @ e2"),
    planted("once more", "gradient-scale", ROWS, "(1 - h ** 2)", "(1 - h ** 2) / n"),
    planted("not divided", "gradient-scale", COLUMNS, "d1.dot(x.T) / m", "d1.dot(x.T)"),
    planted("mean", "gradient-scale", ROWS, "np.sum(e2, axis=0, keepdims=True)", "np.mean(e2, axis=0, keepdims=True)"),
    planted("of the weights", "bias-grad-wrong", ROWS, "np.sum(e2, axis=0", "np.sum(h.T.dot(e2), axis=0"),
    planted("one update", "sign-error", ROWS, "q -= rate * gq", "q += rate * gq"),
    planted("one delta", "sign-error", ROWS, "e1 = (e2 @ B.T)", "e1 = -(e2 @ B.T)"),
    planted("the error", "sign-error", ROWS, "(out - T)", "(T - out)"),
    planted(
        "top first",
        "update-before-backprop",
        EARLY,
        "    Z = (d @ V.T) * slope\n    V = V - 0.1 * h.T @ d\n",
        "    V = V - 0.1 * h.T @ d\n    Z = (d @ V.T) * slope\n",
        "V.T) *",
    ),
    planted(
        "in the layer",
        "update-before-backprop",
        STEPPING,
        "        down = up @ self.w.T\n        self.w -= self.rate * self.x.T @ up\n",
        "        self.w -= self.rate * self.x.T @ up\n        down = up @ self.w.T\n",
        "self.w.T\n",
    ),
    planted("last sample", "accumulate", SUMS, "dW += np.outer(x, e)", "dW = np.outer(x, e)"),
    planted("repeated index", "accumulate", SUMS, "np.add.at(dtable, kind, back)", "dtable[kind] += back"),
    planted(
        "made once",
        "gradient-not-reset",
        SUMS,
        "for epoch in range(8):\n    dW = np.zeros_like(W)\n",
        "dW = np.zeros_like(W)\nfor epoch in range(8):\n",
        "dW += np.outer",
    ),
    planted(
        "outside",
        "gradient-not-reset",
        LAYERS,
        CHOSEN + CLEARED,
        textwrap.indent(textwrap.dedent(CLEARED), "    ") + CHOSEN,
        "for layer in dense:\n        layer.clear",
    ),
    planted("outwards", "l2-sign", DECAY, "h.T @ d + lam * V", "h.T @ d - lam * V"),
    planted("half", "regularization-mismatch", DECAY, "X.T @ e + lam * W", "X.T @ e + lam / 2 * W", "lam / 2 * W"),
    planted("missing", "regularization-mismatch", DECAY, "X.T @ e + lam * W", "X.T @ e"),
    planted("all weights", "wrong-array", UNITS, "delta * last[j] * hidden[j]", "delta * sum(last) * hidden[j]"),
    planted(
        "four times as much",
        "gradient-scale",
        COLUMNS,
        'd1.dot(x.T) / m\n    grads["b1"] = d1.sum(axis=1, keepdims=True) / m',
        '1. / m * d1.dot(x.T)\n    grads["b1"] = 4. / m * d1.sum(axis=1, keepdims=True)',
        'grads["b1"] = 4',
    ),
    planted(
        "the biases themselves",
        "bias-grad-wrong",
        ROWS,
        "r -= rate * gr\n    B -= rate * gB\n    q -= rate * gq\n",
        "r -= rate * r\n    B -= rate * gB\n    q -= rate * q\n",
        "r -= rate * r\n",
    ),
]


@dataclass(frozen=True)
class Still:
    """A right program with a line left out or changed, so that some parameter stays as it was."""

    name: str
    kind: str
    text: str
    near: str
    """Text on the line where the edit belongs."""

    @property
    def line(self) -> int:
        """That line."""
        return self.text[: self.text.index(self.near)].count("\n") + 1


LISTS = """\
import numpy as np

np.random.seed(4)
sizes = [3, 6, 5, 1]
W = [np.random.randn(a, b) * 0.5 for a, b in zip(sizes, sizes[1:])]
B = [np.full((1, b), 0.1) for b in sizes[1:]]
X = np.random.randn(20, 3)
Y = np.sin(X[:, 1:2])
for epoch in range(10):
    a = [X]
    for i in range(len(W)):
        z = a[i] @ W[i] + B[i]
        a.append(np.tanh(z) if i < 2 else z)
    d = (a[-1] - Y) / 20
    dW, dB = [0, 0, 0], [0, 0, 0]
    for i in range(2, -1, -1):
        dW[i] = a[i].T @ d
        dB[i] = d.sum(axis=0, keepdims=True)
        d = (d @ W[i].T) * (1 - a[i] ** 2)
    for i in range(0, 3):
        W[i] = W[i] - 0.1 * dW[i]
        B[i] = B[i] - 0.1 * dB[i]
"""

STILL = [
    Still("bias without a line", "bias-not-updated", ROWS.replace("    p -= rate * gp\n", ""), "    A -= rate * gA"),
    Still(
        "weights without a line", "layer-not-updated", ROWS.replace("    B -= rate * gB\n", ""), "    q -= rate * gq"
    ),
    Still("loop ends early", "layer-not-updated", LISTS.replace("range(0, 3)", "range(0, 2)"), "range(0, 2)"),
    Still(
        "backward ends early", "layer-not-updated", LISTS.replace("range(2, -1, -1)", "range(2, 0, -1)"), "range(2, 0"
    ),
    Still("loop starts late", "layer-not-updated", LISTS.replace("range(0, 3)", "range(1, 3)"), "range(1, 3)"),
    Still(
        "a new array",
        "bias-not-updated",
        LISTS.replace(
            "    for i in range(0, 3):\n",
            "    for b, db in zip(B, dB):\n        b = b - 0.1 * db\n    for i in range(0, 3):\n",
        ).replace("        B[i] = B[i] - 0.1 * dB[i]\n", ""),
        "b = b - 0.1",
    ),
]
