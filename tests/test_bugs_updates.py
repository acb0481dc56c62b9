"""Bugs around updates: made anew in every step, done too often, scaled by a root, or down a loss upside down."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import check_named, report_on

from handgrad.doctor.proof.workshop import Workshop

ADAM = """
import numpy as np
rng = np.random.default_rng(0)
X, Y = rng.standard_normal((30, 2)), rng.standard_normal((30, 1))
net = {"W": rng.standard_normal((2, 5)), "V": rng.standard_normal((5, 1))}
def slopes():
    h = np.tanh(X @ net["W"])
    d = (h @ net["V"] - Y) / len(X)
    return {"W": X.T @ (d @ net["V"].T * (1 - h ** 2)), "V": h.T @ d}
def adam(state, g, t, a=0.9, b=0.99):
    BEGIN
    for k in net:
        state["m"][k] = a * state["m"][k] + (1 - a) * g[k]
        state["r"][k] = b * state["r"][k] + (1 - b) * g[k] ** 2
        size = np.sqrt(state["r"][k] / (1 - b ** t)) + 1e-8
        net[k] -= 0.01 * state["m"][k] / (1 - a ** t) / size
state = {}
for turn in range(1, 40):
    adam(state, slopes(), turn)
"""
ANEW = 'state["m"] = {k: np.zeros_like(v) for k, v in net.items()}\n    ' \
    'state["r"] = {k: np.zeros_like(v) for k, v in net.items()}'  # fmt: skip
ONCE = "if not state:\n        " + ANEW.replace("\n    ", "\n        ")

VELOCITY = """
import numpy as np
rng = np.random.default_rng(1)
X, Y = rng.standard_normal((40, 3)), rng.standard_normal((40, 1))
W, V, kept = rng.standard_normal((3, 4)), rng.standard_normal((4, 1)), {}
for turn in range(30):
    h = np.tanh(X @ W)
    d = h @ V - Y
    for name, w, g in (("W", W, X.T @ (d @ V.T * (1 - h ** 2)) / 40), ("V", V, h.T @ d / 40)):
        if name not in kept:
            kept[name] = FIRST
        else:
            kept[name] = 0.9 * kept[name] - SHARE * g
        w += RATE * kept[name]
"""

UPSIDE = """
import numpy as np
rng = np.random.default_rng(2)
X = rng.standard_normal((60, 3))
y = (X @ [1.0, -2.0, 0.5] > 0).astype(float)
w, b = np.zeros(3), 0.0
def loss(p):
    return LOSS
for turn in range(40):
    p = 1 / (1 + np.exp(-X @ w - b))
    print(loss(p))
    w MOVE= 0.3 * X.T @ (ERROR) / len(X)
    b MOVE= 0.3 * np.mean(ERROR)
"""
LIKELIHOOD = "np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))"

NEURON = """
import numpy as np
rng = np.random.default_rng(3)
X = rng.standard_normal((50, 3))
y = (X @ [1.0, -2.0, 0.5] > 0).astype(float)
w, b = rng.standard_normal(3), 0.0
for turn in range(5):
    for x, t in zip(X, y):
        p = 1 / (1 + np.exp(-(w @ x + b)))
        print(-t * np.log(p) - (1 - t) * np.log(1 - p))
        e = 0.05 * (p - t)
        for j in range(3):
            w[j] -= e * x[j]
        INb -= e
"""

LINE = """
import numpy as np
rng = np.random.default_rng(4)
x = rng.uniform(1, 3, 40)
y = 1.0 + 2 * x + rng.normal(0, 0.1, 40)
X = np.column_stack([np.ones(40), x])
theta = np.array([0.3, 0.1])
for turn in range(200):
    print(np.mean((X @ theta - y) ** 2) / 2)
    new = np.zeros(2)
    new[0] = theta[0] - 0.1 * np.sum(X @ theta - y) / 40
    new[1] = theta[1] - 0.1 * np.sum((X @ theta - y) * COLUMN) / 40
    theta = new
"""

POOLED = """
import numpy as np
rng = np.random.default_rng(5)
K, V = rng.standard_normal(3), rng.standard_normal((2, 4))
def spread(d, n):
    count = COUNT
    return np.repeat(d / count, n)
for turn in range(30):
    x, t = rng.standard_normal(18), rng.standard_normal(2)
    z = np.array([x[i:i + 3] @ K for i in range(16)])
    a = np.tanh(z)
    p = a.reshape(4, 4).mean(1)
    d = V @ p - t
    dz = spread(V.T @ d, 4) * (1 - a ** 2)
    V -= 0.05 * np.outer(d, p)
    K -= 0.05 * sum(dz[i] * x[i:i + 3] for i in range(16))
"""

GATES = """
import numpy as np
rng = np.random.default_rng(6)
def sigmoid(x, slope=False):
    f = 1 / (1 + np.exp(-x))
    return A * (1 - A) if slope else f
def tanh(x, slope=False):
    f = np.tanh(x)
    return 1 - A ** 2 if slope else f
X, Y = rng.standard_normal((20, 3)), rng.standard_normal((20, 1))
W, U, V = rng.standard_normal((3, 4)), rng.standard_normal((3, 4)), rng.standard_normal((4, 1))
for turn in range(30):
    g, c = sigmoid(X @ W), tanh(X @ U)
    d = (g * c @ V - Y) / 20
    back = d @ V.T
    gV = (g * c).T @ d
    W -= 0.1 * X.T @ (back * c * sigmoid(g, slope=True))
    U -= 0.1 * X.T @ (back * g * tanh(c, slope=True))
    V -= 0.1 * gV
"""

TOGETHER = """
import numpy as np
rng = np.random.default_rng(7)
X, Y = rng.standard_normal((30, 3)), rng.random((30, 1))
w, b = rng.standard_normal((3, 1)), rng.standard_normal(SHAPE)
for turn in range(30):
    p = 1 / (1 + np.exp(-OUT))
    d = (p - Y) * p * (1 - p) / 30
    print(np.abs(w).max(), np.abs(b).max())
    w -= 0.5 * X.T @ d
    b -= 0.5 * GRADIENT
"""

LARGEST = """
import numpy as np
rng = np.random.default_rng(8)
K, V = rng.standard_normal(3) * 0.5, rng.standard_normal((2, 7)) * 0.5
for turn in range(30):
    x, t = rng.standard_normal(18), rng.standard_normal(2)
    a = np.tanh(np.array([x[i:i + 3] @ K for i in range(16)]))
    p = np.array([a[2 * i:2 * i + 4].max() for i in range(7)])
    d = V @ p - t
    dp, da = V.T @ d, np.zeros(16)
    for i in range(7):
        best = 2 * i + np.argmax(a[2 * i:2 * i + 4])
        da[best] += dp[i]
    dz = da * (1 - a ** 2)
    V -= 0.05 * np.outer(d, p)
    K -= 0.05 * sum(dz[i] * x[i:i + 3] for i in range(16))
"""

HINGE = """
import random
class Value:
    def __init__(self, data, parents=()):
        self.data, self.parents, self.grad, self.spread = data, parents, 0.0, lambda: None
    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other))
        def spread():
            self.grad += out.grad
            other.grad += out.grad
        out.spread = spread
        return out
    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other))
        def spread():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
        out.spread = spread
        return out
    __radd__, __rmul__ = __add__, __mul__
    def relu(self):
        out = Value(0 if self.data < 0 else self.data, (self,))
        def spread():
            self.grad += (out.data > 0) * out.grad
        out.spread = spread
        return out
    def backward(self):
        order, seen = [], set()
        def visit(v):
            if v not in seen:
                seen.add(v)
                for p in v.parents:
                    visit(p)
                order.append(v)
        visit(self)
        self.grad = 1.0
        for v in reversed(order):
            v.spread()
random.seed(1)
units = [[Value(random.uniform(-1, 1)) for _ in range(3)] for _ in range(4)]
last = [Value(random.uniform(-1, 1)) for _ in range(5)]
points = [(random.uniform(-1, 1), random.uniform(-1, 1)) for _ in range(12)]
def score(x, y):
    hidden = [(u[0] * x + u[1] * y + u[2]).relu() for u in units]
    return sum((w * h for w, h in zip(last, hidden)), last[4])
for turn in range(20):
    loss = sum((1 + (-1 if y > x else 1) * score(x, y)).relu() for x, y in points) * (1 / 12)
    params = [p for u in units for p in u] + last
    for p in params:
        p.grad = 0.0
    loss.backward()
    for p in params:
        p.data -= (0.5 - 0.01 * turn) * p.grad
"""

RIGHT = {
    "moments kept": ADAM.replace("BEGIN", ONCE),
    "a velocity that begins with its share": VELOCITY.replace("FIRST", "-0.01 * g")
    .replace("SHARE", "0.01").replace("RATE", "1"),
    "a mean that begins with the first": VELOCITY.replace("FIRST", "-g").replace("SHARE", "0.1").replace("RATE", "0.1"),
    "down a loss": UPSIDE.replace("LOSS", f"-{LIKELIHOOD}").replace("MOVE", "-").replace("ERROR", "p - y"),
    "up a likelihood": UPSIDE.replace("LOSS", LIKELIHOOD).replace("MOVE", "+").replace("ERROR", "y - p"),
    "behind the loop": NEURON.replace("IN", ""),
    "a column, in an array filled anew": LINE.replace("COLUMN", "X[:, 1]"),
    "a mean spread": POOLED.replace("COUNT", "n * 1.0"),
    "slopes of outputs": GATES.replace("A", "x"),
    "a bias behind the product": TOGETHER.replace("SHAPE", "1").replace("OUT", "(X @ w + b)")
    .replace("GRADIENT", "d.sum(0)"),
    "added where the largest was": LARGEST,
    "a hinge in single numbers": HINGE,
}  # fmt: skip
WRONG = {
    "moments made anew": (ADAM.replace("BEGIN", ANEW), "adam-moments", 'state["m"] ='),
    "a velocity that begins whole": (
        VELOCITY.replace("FIRST", "-g").replace("SHARE", "0.01").replace("RATE", "1"), "momentum-velocity", "= -g",
    ),
    "a loss upside down": (
        UPSIDE.replace("LOSS", LIKELIHOOD).replace("MOVE", "-").replace("ERROR", "y - p"), "loss-formula", "return",
    ),
    "its gradient": (
        UPSIDE.replace("LOSS", LIKELIHOOD).replace("MOVE", "-").replace("ERROR", "y - p"), "sign-error", "w -=",
    ),
    "inside the loop": (NEURON.replace("IN", "    "), "gradient-scale", "b -= e"),
    "a number for a column": (LINE.replace("COLUMN", "X[1, 1]"), "wrong-array", "X[1, 1]"),
    "a root": (POOLED.replace("COUNT", "np.sqrt(n)"), "gradient-scale", "np.sqrt(n)"),
    "slopes of inputs": (GATES.replace("A", "f"), "derivative-wrong-input", "slope"),
    "added where the largest was": (LARGEST.replace("+=", "="), "accumulate", "da[best]"),
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_right_programs_are_right(name: str, tmp_path: Path, workshop: Workshop) -> None:
    report = report_on(workshop, RIGHT[name], tmp_path)
    assert report.verdict == "right" and not report.findings, report


@pytest.mark.parametrize("name", WRONG)
def test_the_bug_is_named_where_it_stands(name: str, tmp_path: Path, workshop: Workshop) -> None:
    text, kind, where = WRONG[name]
    check_named(report_on(workshop, text, tmp_path), text, kind, where)


def test_a_bias_inside_the_product_is_none(tmp_path: Path, workshop: Workshop) -> None:
    text = TOGETHER.replace("SHAPE", "(3, 1)").replace("OUT", "(X @ (w + b))").replace("GRADIENT", "X.T @ d")
    (found,) = report_on(workshop, text, tmp_path).findings
    assert (found.kind, found.severity) == ("forward-formula", "warning")
    assert "w + b" in text.splitlines()[found.place.line - 1]
