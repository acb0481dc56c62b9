"""Bugs beside something right: a factor on the wrong term, a slope of the error, an edit that mends nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import check_named, report_on

from handgrad.doctor.finding import Gradient
from handgrad.doctor.proof.outcome import Outcome
from handgrad.doctor.proof.workshop import Workshop

VELOCITY = """
import numpy as np
rng = np.random.default_rng(1)
X, Y = rng.standard_normal((40, 3)), rng.standard_normal((40, 1))
net = {"W": rng.standard_normal((3, 4)), "V": rng.standard_normal((4, 1))}
kept = {k: np.zeros_like(v) for k, v in net.items()}
for turn in range(30):
    h = np.tanh(X @ net["W"])
    d = (h @ net["V"] - Y) / 40
    slopes = {"W": X.T @ (d @ net["V"].T * (1 - h ** 2)), "V": h.T @ d}
    for k in net:
        kept[k] = FORMULA
        net[k] -= 0.05 * kept[k]
"""
ERROR = """
import numpy as np
rng = np.random.default_rng(2)
def squash(v, slope=False):
    if slope:
        return v * (1 - v)
    return 1 / (1 + np.exp(-v))
X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
Y = np.array([[0, 1, 1, 0]]).T
W, V = rng.standard_normal((3, 5)), rng.standard_normal((5, 1))
for turn in range(3000):
    h = squash(X @ W)
    p = squash(h @ V)
    miss = Y - p
    d = miss * squash(GIVEN, slope=True)
    e = d @ V.T * squash(h, slope=True)
    V += h.T @ d
    W += X.T @ e
"""
SOFTMAX = """
import numpy as np
rng = np.random.default_rng(3)
X = np.hstack([np.ones((30, 1)), rng.standard_normal((30, 3))])
Y = np.eye(3)[np.argmax(X[:, 1:], axis=1)]
theta = np.zeros((4, 3))
def softmax(z):
    return np.exp(z) / TOTAL
for turn in range(60):
    p = softmax(X @ theta)
    print(-np.sum(Y * np.log(p)) / 30)
    theta = theta - 0.3 * X.T @ (p - Y) / 30
"""
COUNTS = """
import numpy as np
rng = np.random.default_rng(4)
X = np.eye(6)[rng.integers(0, 6, (24, 4))].sum(1)
Y = np.eye(6)[rng.integers(0, 6, 24)]
W, b = rng.standard_normal((6, 5)) * 0.5, np.zeros(5)
V, c = rng.standard_normal((5, 6)) * 0.5, np.zeros(6)
for turn in range(40):
    h = np.tanh(X @ W + b)
    e = np.exp(h @ V + c)
    p = e / e.sum(axis=1, keepdims=True)
    d = (p - Y) / 24
    back = d @ V.T * (1 - h ** 2)
    gb = BIAS
    V -= 0.2 * h.T @ d
    c -= 0.2 * d.sum(axis=0)
    W -= 0.2 * X.T @ back
    b -= 0.2 * gb
"""
"""The rows of X add up to 4: a product with them is 4 times the sum, and no other array."""
ARGUMENT = """
import math
import random
random.seed(3)
def squash(z):
    return 1 / (1 + math.exp(-z))
def steps(x, t, v, w, b, c):
    h = squash(x * v + b)
    y = squash(h * w + c)
    d = 2 * (y - t) * y * (1 - y)
    e = d * w * h * (1 - h)
    return e * INPUT, d * h, e, d
v, w, b, c = random.uniform(-1, 1), random.uniform(-1, 1), 0.0, 0.0
places = [n / 9 for n in range(1, 10)]
for turn in range(400):
    k = random.randint(0, 8)
    s, u, q, r = steps(places[k], int(k < 4), v, w, b, c)
    v -= 0.5 * s
    w -= 0.5 * u
    b -= 0.5 * q
    c -= 0.5 * r
"""
SIGNED = """
import math
import random
random.seed(5)
class Unit:
    def __init__(self, n):
        self.w = [random.uniform(-0.7, 0.7) for _ in range(n)]
        self.threshold = random.uniform(-0.7, 0.7)
    def fire(self, inputs):
        self.inputs = inputs
        self.value = math.tanh(sum(a * b for a, b in zip(self.w, inputs)) - self.threshold)
        return self.value
    def backward(self, blame):
        local = blame * (1 - self.value * self.value)
        share = [local * w for w in self.w]
        for i, value in enumerate(self.inputs):
            self.w[i] += 0.1 * local * value
        self.threshold TURNED= 0.1 * local
        return share
hidden, outputs = [Unit(2) for _ in range(4)], [Unit(4) for _ in range(3)]
rows = [([a, b], [0.9 if g else -0.9 for g in (a > 0 and b > 0, a > 0 or b > 0, a != b)])
        for a in (-1, 1) for b in (-1, 1)]
for turn in range(300):
    for inputs, wanted in rows:
        middle = [u.fire(inputs) for u in hidden]
        blame = [0.0] * 4
        for unit, t in zip(outputs, wanted):
            for j, s in enumerate(unit.backward(t - unit.fire(middle))):
                blame[j] += s
        for unit, s in zip(hidden, blame):
            unit.backward(s)
"""
"""Targets that are written with a minus sign, in a way back that climbs the negative error."""
MEAN = """
import numpy as np
rng = np.random.default_rng(6)
X = rng.standard_normal((30, 1))
Y = 0.4 * X ** 2
W, V, b = rng.random((1, 6)) * 2 - 1, rng.random((6, 1)) * 2 - 1, rng.standard_normal((30, 1))
for turn in range(20):
    h = 1 / (1 + np.exp(-(X @ W)))
    p = h @ V + b
    d = np.mean(np.abs(p - Y)) * (p - Y)
    e = d @ V.T * h * (1 - h)
    V -= 0.01 * h.T @ d
    W -= 0.01 * X.T @ e
    b -= 0.01 * d
"""
"""A first delta with a factor that all gradients have, of which one goes no further than it."""

MASKED = """
import numpy as np
rng = np.random.default_rng(7)
X, Y = rng.standard_normal((40, 3)), rng.standard_normal((40, 1))
class Mask:
    def forward(self, x, train):
        HEEDED
        self.mask = (rng.random(x.shape) < 0.7) / 0.7
        return x * self.mask
layer = Mask()
W, V = rng.standard_normal((3, 8)), rng.standard_normal((8, 1))
for turn in range(30):
    h = layer.forward(np.tanh(X @ W), True)
    d = (h @ V - Y) / 40
    e = d @ V.T * layer.mask * (1 - np.tanh(X @ W) ** 2)
    V -= 0.05 * h.T @ d
    W -= 0.05 * X.T @ e
print(np.mean((layer.forward(np.tanh(X @ W), False) @ V - Y) ** 2))
"""
MEMORY = """
import numpy as np
rng = np.random.default_rng(8)
def gate(x, slope=False):
    return x * (1 - x) if slope else 1 / (1 + np.exp(-x))
U, V = rng.standard_normal((3, 2)) * 0.5, rng.standard_normal((3, 2)) * 0.5
R, S, O = rng.standard_normal((3, 3)) * 0.5, rng.standard_normal((3, 3)) * 0.5, rng.standard_normal((1, 3))
for turn in range(12):
    xs = rng.standard_normal((5, 2, 1))
    hs, cs, fs, gs = [np.zeros((3, 1))], [np.zeros((3, 1))], [], []
    for x in xs:
        fs.append(gate(U @ x + R @ hs[-1]))
        gs.append(np.tanh(V @ x + S @ hs[-1]))
        cs.append(fs[-1] * cs[-1] + gs[-1])
        hs.append(np.tanh(cs[-1]))
    dU, dV, dR, dS, dO = (np.zeros_like(w) for w in (U, V, R, S, O))
    h_next, c_next = np.zeros((3, 1)), np.zeros((3, 1))
    for k in reversed(range(5)):
        miss = O @ hs[k + 1] - xs[:k + 1].sum()
        dO += miss @ hs[k + 1].T
        dh = O.T @ miss + h_next
        dc = c_next + dh * (1 - hs[k + 1] ** 2)
        df = dc * cs[k] * GATE
        dg = dc * (1 - gs[k] ** 2)
        dU += df @ xs[k].T
        dV += dg @ xs[k].T
        dR += df @ hs[k].T
        dS += dg @ hs[k].T
        h_prev = R.T @ df + S.T @ dg
        c_prev = fs[k] * dc
        CARRIED
    for w, g in ((U, dU), (V, dV), (R, dR), (S, dS), (O, dO)):
        w -= 0.02 * g
"""

RIGHT = {
    "a velocity": VELOCITY.replace("FORMULA", "0.9 * kept[k] + slopes[k]"),
    "a slope of the output": ERROR.replace("GIVEN", "p"),
    "a softmax of each row": SOFTMAX.replace("TOTAL", "np.sum(np.exp(z), axis=1, keepdims=True)"),
    "a bias of counts": COUNTS.replace("BIAS", "back.sum(axis=0)"),
    "the input of a function": ARGUMENT.replace("INPUT", "x"),
    "targets with a sign": SIGNED.replace("TURNED", "-"),
    "a mask where it trains": MASKED.replace("HEEDED", "if not train:\n            return x"),
    "a memory": MEMORY.replace("GATE", "gate(fs[k], slope=True)").replace("CARRIED", "h_next, c_next = h_prev, c_prev"),
}
WRONG = {
    "a velocity that keeps all": (
        VELOCITY.replace("FORMULA", "kept[k] + 0.9 * slopes[k]"), "momentum-velocity", "kept[k] =",
    ),
    "a slope of the error": (ERROR.replace("GIVEN", "miss"), "derivative-wrong-input", "d = miss"),
    "a softmax of the batch": (SOFTMAX.replace("TOTAL", "np.sum(np.exp(z))"), "softmax-axis", "return np.exp"),
    "a bias times counts": (COUNTS.replace("BIAS", "(back.T @ X).sum(axis=1)"), "bias-grad-wrong", "gb ="),
    "a weight for its input": (ARGUMENT.replace("INPUT", "v"), "wrong-array", "return e * v"),
    "a mask where it predicts": (MASKED.replace("HEEDED", "pass"), "dropout-eval", "self.mask ="),
    "a memory not carried, without a slope": (
        MEMORY.replace("GATE", "gate(fs[k])").replace("CARRIED", "pass"), "bptt", "pass",
    ),
    "a threshold the other way": (SIGNED.replace("TURNED", "+"), "sign-error", "self.threshold +="),
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_right_programs_are_right(name: str, tmp_path: Path, workshop: Workshop) -> None:
    report = report_on(workshop, RIGHT[name], tmp_path)
    assert report.verdict == "right" and not any(each.severity == "error" for each in report.findings), report


@pytest.mark.parametrize("name", WRONG)
def test_the_bug_is_named_where_it_stands(name: str, tmp_path: Path, workshop: Workshop) -> None:
    text, kind, where = WRONG[name]
    check_named(report_on(workshop, text, tmp_path), text, kind, where)


def test_a_factor_of_the_first_delta_belongs_to_every_gradient(tmp_path: Path, workshop: Workshop) -> None:
    report = report_on(workshop, MEAN, tmp_path)
    assert {each.state for each in report.gradients} == {"right"}


def outcome(**errors: float) -> Outcome:
    """How things stand where gradients have these errors."""
    found = [Gradient(name, 1, "wrong" if error else "right", error, (3,)) for name, error in errors.items()]
    return Outcome(tuple(found), uphill=False, steps=6)


def test_an_edit_is_not_followed_where_all_that_it_reaches_stays_wrong() -> None:
    before, after = outcome(w=0.9, v=2.0), outcome(w=0.0, v=2.5)
    assert after.improves(before, forward=False)
    assert after.improves(before, forward=False, reaches=frozenset({"w", "v"}))
    assert not after.improves(before, forward=False, reaches=frozenset({"v"}))


def test_an_edit_that_makes_a_gradient_0_mends_nothing() -> None:
    before, after = outcome(w=0.9, v=2.0), outcome(w=0.0, v=1.0)
    assert not after.improves(before, forward=False)


FALLEN = """
import numpy as np
rng = np.random.default_rng(9)
X = np.c_[np.ones(60), rng.standard_normal((60, 3))]
y = (X @ [0.3, 1.0, -2.0, 0.5] > 0).astype(float)
w, last = rng.random(4), np.inf
def loss(p):
    return (-np.log(p[y == 1]).sum() - np.log(1 - p[y == 0]).sum() + 0.25 * np.linalg.norm(w) ** 2) / 60
for turn in range(40):
    p = 1 / (1 + np.exp(-(X @ w)))
    now = loss(p)
    if MEASURE < 1e-9:
        break
    last = now
    w -= 0.5 * (X.T @ (p - y) + 0.5 * w) / 60
"""


@pytest.mark.parametrize("measure", ["last - now", "abs(now - last)"])
def test_what_a_loss_has_fallen_by_is_no_loss(measure: str, tmp_path: Path, workshop: Workshop) -> None:
    report = report_on(workshop, FALLEN.replace("MEASURE", measure), tmp_path)
    assert report.verdict == "right" and not report.findings, report


def test_a_factor_that_is_0_mends_no_gradient_that_should_be_0() -> None:
    before = Outcome((Gradient("w", 1, "wrong", 0.0, (3,)), Gradient("v", 1, "wrong", 0.5, (2,))), False, steps=6)
    after = Outcome((Gradient("w", 1, "right", 0.0, (3,)), Gradient("v", 1, "wrong", 0.5, (2,))), False, steps=6)
    assert not after.improves(before, forward=False)
