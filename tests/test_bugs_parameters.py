"""Bugs around parameters that are views, parts of one vector, penalised in part or looked at in a second pass."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from looked_at import check_named, report_on

from handgrad.doctor.bugs.averaging import divided
from handgrad.doctor.edits.syntax import Tree, spliced
from handgrad.doctor.proof.workshop import Workshop

FLAT = """
import numpy as np
rng = np.random.RandomState(0)
X = np.hstack([np.ones((40, 1)), rng.randn(40, 3)])
Y = np.eye(2)[(X[:, 1:].sum(1) + 1 > 0).astype(int)]
def sigma(z):
    return 1 / (1 + np.exp(-z))
def parts(theta):
    return theta[:20].reshape(5, 4), theta[20:].reshape(2, 6)
def cost(theta, lam):
    A, B = parts(theta)
    h = np.hstack([np.ones((40, 1)), sigma(X @ A.T)])
    p = sigma(h @ B.T)
    J = -np.sum(Y * np.log(p) + (1 - Y) * np.log(1 - p)) / 40
    J += lam / 80 * (np.sum(A[:, 1:] ** 2) + np.sum(B[:, 1:] ** 2))
    d2 = p - Y
    d1 = d2 @ B[:, 1:] * h[:, 1:] * (1 - h[:, 1:])
    PENALTY
    return J, np.concatenate([gA.ravel(), gB.ravel()])
theta = rng.uniform(-1, 1, 32)
for turn in range(60):
    J, g = cost(theta, 0.5)
    theta -= 0.5 * g
    print(J)
"""
COPIED = """A, B = A.copy(), B.copy()
    A[:, 0] = 0
    B[:, 0] = 0
    gA, gB = (d1.T @ X + lam * A) / 40, (d2.T @ h + lam * B) / 40"""
VIEWS = COPIED.split("\n    ", 1)[1]
SECOND_NAME = "C = A\n    C[:, 0] = 0\n    gA = (d1.T @ X + lam * C) / 40\n    B = B.copy()\n    B[:, 0] = 0\n    " \
    "gB = (d2.T @ h + lam * B) / 40"  # fmt: skip
ADDED = "gA, gB = d1.T @ X / 40, d2.T @ h / 40\n    gA += lam / 40 * A\n    gB += lam / 40 * B"

NETWORK = """
import numpy as np
np.random.seed(1)
X = np.random.randn(60, 2)
Y = 1 / (1 + np.exp(-X[:, :1] - X[:, 1:] ** 2))
class Net:
    def __init__(self, lam):
        self.W, self.V, self.lam = np.random.randn(2, 3), np.random.randn(3, 1), lam
    def forward(self, X):
        self.h = 1 / (1 + np.exp(-np.dot(X, self.W)))
        return 1 / (1 + np.exp(-np.dot(self.h, self.V)))
    def cost(self, X, Y):
        p = self.forward(X)
        return 0.5 * np.sum((p - Y) ** 2) / len(X) + self.lam / 2 * (np.sum(self.W ** 2) + np.sum(self.V ** 2))
    def slopes(self, X, Y):
        p = self.forward(X)
        d = (p - Y) * p * (1 - p)
        gV = np.dot(self.h.T, d)SCALE + self.lam * self.V
        e = np.dot(d, self.V.T) * self.h * (1 - self.h)
        gW = np.dot(X.T, e)SCALE + self.lam * self.W
        return np.concatenate((gW.ravel(), gV.ravel()))
    def get(self):
        return np.concatenate((self.W.ravel(), self.V.ravel()))
    def put(self, flat):
        self.W, self.V = flat[:6].reshape(2, 3), flat[6:].reshape(3, 1)
net = Net(0.01)
for turn in range(50):
    net.put(net.get() - 0.3 * net.slopes(X, Y))
    print(net.cost(X, Y))
"""

ROWS = """
import numpy as np
rng = np.random.default_rng(0)
W = rng.random((10, 4)) - 0.5
scales = np.ones((10, 4))
pairs = [(i, j, rng.random()) for i in range(10) for j in range(10) if i != j]
for turn in range(3):
    for i, j, x in pairs:
        one, two, s, q = W[i], W[j], scales[i], scales[j]
        miss = one @ two - x
        print(0.5 * miss ** 2)
        g, k = miss * two, SIGN * miss * one
        one -= 0.05 * g / np.sqrt(s)
        two -= 0.05 * k / np.sqrt(q)
        s += g ** 2
        q += k ** 2
"""

LOGISTIC = """
import numpy as np
rng = np.random.default_rng(1)
X = rng.standard_normal((50, 3))
y = (X @ [1.0, -2.0, 0.5] > 0).astype(float)
w = np.zeros(3)
for turn in range(40):
    p = 1 / (1 + np.exp(-X @ w))
    w += 0.3 * X.T @ (y - p) / len(X)
    print(LOSS)
"""
TERMS = "-y.dot(np.log(p)) - (1 - y).dot(np.log(1 - p))"

LAYERS = """
import numpy as np
rng = np.random.default_rng(2)
X, Y = rng.standard_normal((30, 2)), rng.standard_normal((30, 1))
W, b, V, c = rng.standard_normal((2, 6)), np.zeros(6), rng.standard_normal((6, 1)), np.zeros(1)
def step(X, Y):
    h = np.tanh(X @ W + b)
    d = (h @ V + c - Y) / len(X)
    back = d @ V.T
    through = back * (1 - h ** 2)
    return X.T @ USED, USED.sum(0), h.T @ d, d.sum(0)
for turn in range(30):
    for p, g in zip((W, b, V, c), step(X, Y)):
        p -= 0.1 * g
"""

TWICE = """
import numpy as np
rng = np.random.default_rng(2)
X, Y = rng.standard_normal((30, 2)), rng.random((30, 1)).round()
W, b, V, c = rng.standard_normal((2, 6)), np.zeros(6), rng.standard_normal((6, 1)), np.zeros(1)
m = len(X)
for turn in range(30):
    h = np.tanh(X @ W + b)
    p = 1 / (1 + np.exp(-h @ V - c))
    print(-np.sum(Y * np.log(p) + (1 - Y) * np.log(1 - p)) / m)
    d2 = p - Y
    gV, gc = h.T @ d2 / m, d2.sum(0) / m
    d1 = d2 @ V.T * (1 - h ** 2) / m
    gW, gb = X.T @ d1 / m, d1.sum(0) / m
    for p, g in zip((W, b, V, c), (gW, gb, gV, gc)):
        p -= 1.2 * g
"""

POOL = """
import numpy as np
rng = np.random.default_rng(3)
K, V = rng.standard_normal((2, 2)) * 0.5, rng.standard_normal((9, 2)) * 0.5
def back(dA, A):
    out = np.zeros_like(A)
    for r in range(3):
        for s in range(3):
            top, left = r, s
            part = A[top:top + 2, left:left + 2]
            out[top:top + 2, left:left + 2] += (part == part.max()) * dA[READ]
    return out
for turn in range(12):
    x, t = rng.standard_normal((5, 5)), rng.standard_normal(2)
    Z = np.array([[np.sum(x[r:r + 2, s:s + 2] * K) for s in range(4)] for r in range(4)])
    A = np.tanh(Z)
    P = np.array([[A[r:r + 2, s:s + 2].max() for s in range(3)] for r in range(3)])
    d = P.ravel() @ V - t
    dZ = back((V @ d).reshape(3, 3), A) * (1 - A ** 2)
    V -= 0.05 * np.outer(P.ravel(), d)
    K -= 0.05 * sum(dZ[r, s] * x[r:r + 2, s:s + 2] for r in range(4) for s in range(4))
"""

RESIDUAL = """
import numpy as np
rng = np.random.default_rng(4)
X, Y = rng.standard_normal((20, 3)), rng.standard_normal((20, 1))
Ws, V = [rng.standard_normal((3, 3)) * 0.5 for _ in range(4)], rng.standard_normal((3, 1))
def forward(X):
    kept = [X]
    for W in Ws:
        kept.append(kept[-1] + np.tanh(kept[-1] @ W))
    return kept
def predict(X):
    return forward(X)[-1] @ V
for turn in range(3):
    kept = forward(X)
    d = (kept[-1] @ V - Y) / len(X)
    gV, back = kept[-1].T @ d, d @ V.T
    for k in range(3, -1, -1):
        e = back * (1 - (kept[k + 1] - kept[k]) ** 2)
        back, g = back + e @ Ws[k].T, kept[k].T @ e
        Ws[k] -= 0.1 * g
    V -= 0.1 * gV
print(np.mean((predict(X) - Y) ** 2))
"""

MOMENTUM = """
import numpy as np
rng = np.random.default_rng(5)
X, Y = rng.standard_normal((30, 2)), rng.standard_normal((30, 1))
net = {"W1": rng.standard_normal((2, 5)), "b1": np.zeros(5), "W2": rng.standard_normal((5, 1)), "b2": np.zeros(1)}
vel = {name: np.zeros_like(value) for name, value in net.items()}
def slopes():
    h = np.tanh(X @ net["W1"] + net["b1"])
    d = (h @ net["W2"] + net["b2"] - Y) / len(X)
    e = d @ net["W2"].T * (1 - h ** 2)
    return {"W1": X.T @ e, "b1": e.sum(0), "W2": h.T @ d, "b2": d.sum(0)}
for turn in range(30):
    g = slopes()
    for k in "12":
        vel["W" + k] = 0.9 * vel["W" + k] - 0.05 * g["W" + k]
        vel["b" + k] = 0.9 * vel["b" + k] - 0.05 * STEP["b" + k]
    for name in net:
        net[name] = net[name] + vel[name]
"""

VISITS = """
import numpy as np
class Node:
    def __init__(self, data, sources=(), rules=()):
        self.data, self.sources, self.rules, self.grad = data, sources, rules, np.zeros_like(data)
    def __add__(self, other):
        return Node(self.data + other.data, (self, other), (lambda g: g, lambda g: g))
    def __matmul__(self, other):
        return Node(self.data @ other.data, (self, other), (lambda g: g @ other.data.T, lambda g: self.data.T @ g))
    def tanh(self):
        t = np.tanh(self.data)
        return Node(t, (self,), (lambda g: g * (1 - t * t),))
    def backward(self, g):
        self.grad = self.grad + g
        for source, rule in zip(self.sources, self.rules):
            source.backward(rule(PASSED))
rng = np.random.default_rng(6)
X, Y = Node(rng.standard_normal((20, 3))), rng.standard_normal((20, 1))
first = [Node(rng.standard_normal((3, 3)) * 0.5) for _ in range(2)]
last = Node(rng.standard_normal((3, 1)))
for turn in range(20):
    h = X
    for W in first:
        h = h + (h @ W).tanh()
    out = h @ last
    for W in (*first, last):
        W.grad = np.zeros_like(W.data)
    out.backward((out.data - Y) / len(Y))
    for W in (*first, last):
        W.data = W.data - 0.02 * W.grad
"""

RIGHT = {
    "momentum by key": MOMENTUM.replace("STEP", "g"),
    "every visit passes on its part": VISITS.replace("PASSED", "g"),
    "copies of a flat vector's parts": FLAT.replace("PENALTY", COPIED),
    "a vector joined and taken apart in every step": NETWORK.replace("SCALE", " / len(X)"),
    "rows of one table with a memory": ROWS.replace("SIGN", "1"),
    "both terms divided": LOGISTIC.replace("LOSS", f"({TERMS}) / len(X)"),
    "what was worked out is read": LAYERS.replace("USED", "through"),
    "a number for each window": POOL.replace("READ", "r, s"),
    "a residual network's last look": RESIDUAL,
}
WRONG = {
    "the parameter itself": (MOMENTUM.replace("STEP", "net"), "bias-grad-wrong", 'vel["b" + k] ='),
    "the sum at every visit": (VISITS.replace("PASSED", "self.grad"), "accumulate", "source.backward"),
    "views": (FLAT.replace("PENALTY", VIEWS), "inplace-mutation", "A[:, 0] = 0"),
    "a second name": (FLAT.replace("PENALTY", SECOND_NAME), "aliasing", "C = A"),
    "a column too many": (FLAT.replace("PENALTY", ADDED), "regularization-mismatch", "gA += lam"),
    "a sum beside a penalty": (NETWORK.replace("SCALE", ""), "gradient-not-averaged", "gV ="),
    "half a mean": (LOGISTIC.replace("LOSS", f"{TERMS} / len(X)"), "loss-formula", "print("),
    "scaled twice": (TWICE, "gradient-scale", "d1 = "),
    "never read": (LAYERS.replace("USED", "back"), "wrong-array", "return"),
    "a window for a number": (POOL.replace("READ", "top:top + 2, left:left + 2"), "wrong-array", "dA["),
}


@pytest.mark.parametrize("name", RIGHT)
def test_right_programs_are_right(name: str, tmp_path: Path, workshop: Workshop) -> None:
    report = report_on(workshop, RIGHT[name], tmp_path)
    assert report.verdict == "right", report


@pytest.mark.parametrize("name", WRONG)
def test_the_bug_is_named_where_it_stands(name: str, tmp_path: Path, workshop: Workshop) -> None:
    text, kind, where = WRONG[name]
    check_named(report_on(workshop, text, tmp_path), text, kind, where)


def test_one_wrong_row_of_two_in_a_step_is_seen(tmp_path: Path, workshop: Workshop) -> None:
    assert report_on(workshop, ROWS.replace("SIGN", "-1"), tmp_path).verdict == "wrong"


def test_a_difference_with_a_method_behind_it_is_divided_as_a_whole() -> None:
    for text, wanted in (
        ("g = (y - p).dot(X)", "g = ((y - p) / n).dot(X)"),
        ("g = (y - p) * s", "g = (y - p) / n * s"),
    ):
        tree = Tree("net.py", text)
        (node,) = (each for each in ast.walk(tree.root) if isinstance(each, ast.BinOp) and isinstance(each.op, ast.Sub))
        assert spliced({"net.py": text}, divided(tree, node, "n"))["net.py"] == wanted
