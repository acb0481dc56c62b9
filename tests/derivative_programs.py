"""Programs with a wrong slope on the way back, each made of a right one by one change."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Planted:
    """A right program, and a change that makes it wrong."""

    name: str
    kind: str
    base: str
    right: str
    wrong: str
    near: str = ""
    """Text on the line to be underlined, where that is not the changed one."""

    @property
    def text(self) -> str:
        """The wrong program."""
        assert self.base.count(self.right) == 1, self.name
        return self.base.replace(self.right, self.wrong)

    @property
    def line(self) -> int:
        """The line to be underlined."""
        place = self.text.index(self.near) if self.near else self.base.index(self.right)
        return self.text[:place].count("\n") + 1


ROWS = """\
import numpy as np
np.random.seed(0)
X = np.random.randn(30, 3)
y = (X[:, :1] * X[:, 1:2] > 0).astype(float)
W1 = np.random.randn(3, 6) * 0.7
b1 = np.random.randn(1, 6) * 0.1
W2 = np.random.randn(6, 5) * 0.7
b2 = np.random.randn(1, 5) * 0.1
W3 = np.random.randn(5, 2) * 0.7
b3 = np.zeros((1, 2))
T = np.hstack([y, 1 - y]) * 0.8 + 0.1


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def sigmoid_prime(x):
    s = sigmoid(x)
    return s * (1 - s)


lr = 0.1
for it in range(12):
    z1 = X @ W1 + b1
    a1 = np.tanh(z1)
    z2 = a1 @ W2 + b2
    a2 = sigmoid(z2)
    z3 = a2 @ W3 + b3
    a3 = sigmoid(z3)
    loss = 0.5 * np.sum((a3 - T) ** 2) / len(X)
    d3 = (a3 - T) / len(X) * sigmoid_prime(z3)
    dW3 = a2.T @ d3
    db3 = d3.sum(axis=0, keepdims=True)
    d2 = (d3 @ W3.T) * sigmoid_prime(z2)
    dW2 = a1.T @ d2
    db2 = d2.sum(axis=0, keepdims=True)
    d1 = (d2 @ W2.T) * (1 - a1 ** 2)
    dW1 = X.T @ d1
    db1 = d1.sum(axis=0, keepdims=True)
    W3 -= lr * dW3
    b3 -= lr * db3
    W2 -= lr * dW2
    b2 -= lr * db2
    W1 -= lr * dW1
    b1 -= lr * db1
    if it % 4 == 0:
        print(it, loss)
"""

LAYERS = """\
import numpy as np


class Dense:
    def __init__(self, n_in, n_out, rng):
        self.W = rng.normal(0, 0.6, (n_in, n_out))
        self.b = rng.normal(0, 0.1, n_out)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, grad):
        self.dW = self.x.T @ grad
        self.db = grad.sum(axis=0)
        return grad @ self.W.T

    def step(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db


class Tanh:
    def forward(self, x):
        self.out = np.tanh(x)
        return self.out

    def backward(self, grad):
        return grad * (1 - self.out ** 2)

    def step(self, lr):
        pass


class Sigmoid:
    def forward(self, x):
        self.x = x
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, grad):
        return grad * self.out * (1 - self.out)

    def step(self, lr):
        pass


class Softmax:
    def forward(self, x):
        e = np.exp(x - x.max(axis=1, keepdims=True))
        self.p = e / e.sum(axis=1, keepdims=True)
        return self.p

    def backward(self, grad):
        return self.p * (grad - (grad * self.p).sum(axis=1, keepdims=True))

    def step(self, lr):
        pass


class Dropout:
    def __init__(self, rate, rng):
        self.rate, self.rng = rate, rng

    def forward(self, x):
        self.mask = (self.rng.random(x.shape) > self.rate) / (1 - self.rate)
        return x * self.mask

    def backward(self, grad):
        return grad * self.mask

    def step(self, lr):
        pass


rng = np.random.default_rng(3)
X = rng.normal(size=(40, 4))
labels = (X[:, 0] + X[:, 1] ** 2 > 0.5).astype(int) + (X[:, 2] > 0.7)
Y = np.eye(3)[labels]
net = [Dense(4, 8, rng), Tanh(), Dropout(0.2, rng), Dense(8, 6, rng), Sigmoid(), Dense(6, 3, rng), Softmax()]
for epoch in range(12):
    out = X
    for layer in net:
        out = layer.forward(out)
    loss = -np.sum(Y * np.log(out)) / len(X)
    grad = -Y / out / len(X)
    for layer in reversed(net):
        grad = layer.backward(grad)
    for layer in net:
        layer.step(0.3)
    if epoch % 4 == 0:
        print(epoch, loss)
"""

PURE = """\
import math
import random

random.seed(2)


def act(v):
    return 1 / (1 + math.exp(-v))


def act_slope(out):
    return out * (1 - out)


n_in, n_hid, n_out = 2, 3, 2
w1 = [[random.uniform(-1, 1) for _ in range(n_in)] for _ in range(n_hid)]
b1 = [random.uniform(-1, 1) for _ in range(n_hid)]
w2 = [[random.uniform(-1, 1) for _ in range(n_hid)] for _ in range(n_out)]
b2 = [random.uniform(-1, 1) for _ in range(n_out)]
data = [([0, 0], [0, 1]), ([0, 1], [1, 0]), ([1, 0], [1, 0]), ([1, 1], [0, 1])]
lr = 0.5
for epoch in range(12):
    total = 0
    for x, t in data:
        hid = []
        for j in range(n_hid):
            s = b1[j]
            for i in range(n_in):
                s += w1[j][i] * x[i]
            hid.append(act(s))
        out = []
        for k in range(n_out):
            s = b2[k]
            for j in range(n_hid):
                s += w2[k][j] * hid[j]
            out.append(act(s))
        total += sum((t[k] - out[k]) ** 2 for k in range(n_out)) / 2
        d_out = [(out[k] - t[k]) * act_slope(out[k]) for k in range(n_out)]
        d_hid = []
        for j in range(n_hid):
            err = 0
            for k in range(n_out):
                err += d_out[k] * w2[k][j]
            d_hid.append(err * act_slope(hid[j]))
        for k in range(n_out):
            for j in range(n_hid):
                w2[k][j] -= lr * d_out[k] * hid[j]
            b2[k] -= lr * d_out[k]
        for j in range(n_hid):
            for i in range(n_in):
                w1[j][i] -= lr * d_hid[j] * x[i]
            b1[j] -= lr * d_hid[j]
    if epoch % 4 == 0:
        print(epoch, total)
"""

WRONG = [
    Planted("pre-activation for activation", "derivative-wrong-input", ROWS, "(1 - a1 ** 2)", "(1 - z1 ** 2)"),
    Planted(
        "activation for pre-activation",
        "derivative-wrong-input",
        ROWS,
        "(d3 @ W3.T) * sigmoid_prime(z2)",
        "(d3 @ W3.T) * sigmoid_prime(a2)",
    ),
    Planted(
        "slope function without the function",
        "derivative-wrong-input",
        ROWS,
        "s = sigmoid(x)\n    return",
        "s = x\n    return",
        "* sigmoid_prime(z3)",
    ),
    Planted("square missing", "derivative-wrong-formula", ROWS, "(1 - a1 ** 2)", "(1 - a1)"),
    Planted("function for its slope", "derivative-wrong-formula", ROWS, "return s * (1 - s)", "return s"),
    Planted("slope left out", "missing-derivative", ROWS, "d1 = (d2 @ W2.T) * (1 - a1 ** 2)", "d1 = d2 @ W2.T"),
    Planted("bare error in one product", "missing-derivative", ROWS, "dW2 = a1.T @ d2", "dW2 = a1.T @ (d3 @ W3.T)"),
    Planted("bare error in a sum", "missing-derivative", ROWS, "db3 = d3.sum", "e = (a3 - T) / len(X); db3 = e.sum"),
    Planted(
        "slope twice",
        "extra-derivative",
        ROWS,
        "dW2 = a1.T @ d2\n",
        "d2 = d2 * sigmoid_prime(z2)\n    dW2 = a1.T @ d2\n",
    ),
    Planted(
        "only the slope", "chain-rule-dropped", LAYERS, "return grad * (1 - self.out ** 2)", "return 1 - self.out ** 2"
    ),
    Planted(
        "diagonal of the softmax",
        "softmax-derivative",
        LAYERS,
        "return self.p * (grad - (grad * self.p).sum(axis=1, keepdims=True))",
        "return grad * self.p * (1 - self.p)",
    ),
    Planted(
        "softmax along the rows",
        "softmax-derivative",
        LAYERS,
        "(grad * self.p).sum(axis=1, keepdims=True)",
        "(grad * self.p).sum(axis=0, keepdims=True)",
    ),
    Planted("no mask", "dropout-mask", LAYERS, "return grad * self.mask", "return grad"),
    Planted(
        "another mask",
        "dropout-mask",
        LAYERS,
        "return grad * self.mask",
        "return grad * (self.rng.random(grad.shape) > self.rate)",
    ),
    Planted(
        "slope of a single unit left out",
        "missing-derivative",
        PURE,
        "d_hid.append(err * act_slope(hid[j]))",
        "d_hid.append(err)",
    ),
    Planted(
        "slope of a single unit", "derivative-wrong-formula", PURE, "return out * (1 - out)", "return 1 - out * out"
    ),
]

RIGHT = [ROWS, LAYERS, PURE]
