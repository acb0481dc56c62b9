"""Steps past what they belong to: the weights in time, a parameter's own name, what an optimiser remembers."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import check_named, report_on

from handgrad.doctor.edits.syntax import Splice
from handgrad.doctor.finding import Place
from handgrad.doctor.proof.places import earlier
from handgrad.doctor.proof.workshop import Workshop

RECURRENT = """
import numpy as np
rng = np.random.RandomState(1)
X = rng.choice([-1.0, 1.0], size=(5, 1, 40))
Y = (X[0] == X[2]) * 1.0
U, W, c = rng.randn(4, 1) * 0.5, np.eye(4) + 0.1 * rng.randn(4, 4), np.zeros((4, 1))
V = rng.randn(1, 4)
for step in range(50):
    H = {-1: np.zeros((4, 40))}
    for t in range(5):
        H[t] = np.tanh(U @ X[t] + W @ H[t - 1] + c)
    p = 1 / (1 + np.exp(-(V @ H[4])))
    d = (p - Y) / 40
    dH, dU, dW, dc = V.T @ d, 0 * U, 0 * W, 0 * c
    for t in reversed(range(5)):
        dz = dH * (1 - H[t] ** 2)
        dU += dz @ X[t].T
        dW += dz @ H[t - 1].T
        dc += dz.sum(axis=1, keepdims=True)
        dH = BACK
    V -= 0.3 * d @ H[4].T
    U -= 0.3 * dU
    W -= 0.3 * dW
    c -= 0.3 * dc
"""


@pytest.mark.parametrize(("back", "named"), [("dz", True), ("W.T @ dz", False)])
def test_a_way_back_in_time_past_the_weights(back: str, named: bool, tmp_path: Path, workshop: Workshop) -> None:
    text = RECURRENT.replace("BACK", back)
    report = report_on(workshop, text, tmp_path)
    if named:
        check_named(report, text, "bptt", "dH = dz")
        assert "+        dH = W.T @ dz" in report.patch
    else:
        assert not [each for each in report.findings if each.severity == "error"]


LAYERS = """
import numpy as np
rng = np.random.RandomState(3)
X = rng.uniform(-1, 1, (50, 2))
y = np.sin(2 * X[:, :1]) * X[:, 1:]
def slope(v):
    return 1 - v ** 2
class Adam:
    def __init__(self, params):
        self.m = [np.zeros_like(p) for p in params]
        self.v = [np.zeros_like(p) for p in params]
        self.t = 0
    def step(self, params, grads):
        self.t += 1
        for i, (p, g) in enumerate(zip(params, grads)):
            self.m[i] = 0.9 * self.m[i] + 0.1 * g
            self.v[i] = 0.99 * self.v[i] + 0.01 * g ** 2
            p -= 0.01 * self.m[i] / (1 - 0.9 ** self.t) / (np.sqrt(self.v[i] / (1 - 0.99 ** self.t)) + 1e-8)
W1, W2, W3 = rng.randn(2, 6), rng.randn(6, 5) * 0.4, rng.randn(5, 1) * 0.4
BEFORE
for turn in range(80):
    INSIDE
    z1 = X @ W1
    a1 = np.tanh(z1)
    z2 = a1 @ W2
    a2 = np.tanh(z2)
    d3 = 2 * (a2 @ W3 - y) / 50
    d2 = d3 @ W3.T * slope(SECOND)
    d1 = d2 @ W2.T * slope(FIRST)
    optimizer.step([W1, W2, W3], [X.T @ d1, a1.T @ d2, a2.T @ d3])
"""
OUTSIDE = {"BEFORE": "optimizer = Adam([W1, W2, W3])", "INSIDE": "pass", "SECOND": "a2", "FIRST": "a1"}


@pytest.mark.parametrize(
    ("changed", "kind", "where", "added"),
    [
        ({"BEFORE": "", "INSIDE": OUTSIDE["BEFORE"]}, "adam-moments", "optimizer = Adam", "+optimizer = Adam"),
        ({"SECOND": "z2", "FIRST": "z1"}, "derivative-wrong-input", "slope(z2)", "slope(a1)"),
        ({}, "", "", ""),
    ],
)
def test_layers(changed: dict[str, str], kind: str, where: str, added: str, tmp_path: Path, workshop: Workshop) -> None:
    text = LAYERS
    for place, written in {**OUTSIDE, **changed}.items():
        text = text.replace(place, written)
    report = report_on(workshop, text, tmp_path)
    if kind:
        check_named(report, text, kind, where)
        assert added in report.patch
    else:
        assert not [each for each in report.findings if each.severity == "error"]


NAMES = """
import numpy as np
rng = np.random.RandomState(3)
X = rng.randn(40, 3)
y = X @ np.array([[1.0], [-2.0], [0.5]]) + 3
W, b, V, c = rng.randn(3, 4), rng.randn(4), rng.randn(4, 1), rng.randn(1)
def step(W, b, V, c, dW, db, dV, dc):
    W = W - 0.05 * dW
    FIRST = b - 0.05 * db
    V = V - 0.05 * dV
    SECOND = c - 0.05 * dc
    return W, b, V, c
for turn in range(60):
    h = np.maximum(SLOPE, X @ W + b)
    d = 2 * (h @ V + c - y) / 40
    e = d @ V.T * np.where(X @ W + b > 0, 1.0, 0.3)
    W, b, V, c = step(W, b, V, c, X.T @ e, e.sum(axis=0), h.T @ d, d.sum(axis=0))
"""
OWN = {"FIRST": "b", "SECOND": "c", "SLOPE": "0.3 * (X @ W + b)"}


@pytest.mark.parametrize(
    ("changed", "kind", "where", "added"),
    [
        ({"FIRST": "db", "SECOND": "dc"}, "bias-not-updated", "db = b", "+    c = c - 0.05 * dc"),
        ({"SLOPE": "0.3"}, "forward-formula", "np.maximum", "np.maximum(0.3 * (X @ W + b), X @ W + b)"),
        ({}, "", "", ""),
    ],
)
def test_names(changed: dict[str, str], kind: str, where: str, added: str, tmp_path: Path, workshop: Workshop) -> None:
    text = NAMES
    for place, written in {**OWN, **changed}.items():
        text = text.replace(place, written)
    report = report_on(workshop, text, tmp_path)
    if kind:
        check_named(report, text, kind, where)
        assert added in report.patch
    else:
        assert not [each for each in report.findings if each.severity == "error"]


PREPARED = """
import numpy as np
rng = np.random.RandomState(7)
people = rng.normal(0, 1, (80, 2)) * [5, 20] + [50, 170]
tall = (people[:, 1:] > 172) * 1.0
known, fresh = people[:60], people[60:]
def prepare(x):
    return (x - SCALED.mean(axis=0)) / (SCALED.std(axis=0) + 1e-8)
W = 0.1 * rng.randn(2, 1)
X = prepare(known)
for turn in range(60):
    p = 1 / (1 + np.exp(-X @ W))
    W -= X.T @ (p - tall[:60]) / 60
right = 0
for person, wanted in zip(fresh, tall[60:]):
    right += ((prepare(person) @ W > 0) == wanted).item()
print(right / 20)
"""


@pytest.mark.parametrize(("scaled", "named"), [("x", True), ("known", False)])
def test_a_function_that_scales_by_what_it_is_given(
    scaled: str, named: bool, tmp_path: Path, workshop: Workshop
) -> None:
    text = PREPARED.replace("SCALED", scaled)
    report = report_on(workshop, text, tmp_path)
    if named:
        check_named(report, text, "test-normalisation", "return (x - x.mean")
        assert "(x - known.mean(axis=0)) / (known.std(axis=0) + 1e-8)" in report.patch
    else:
        assert not [each for each in report.findings if each.severity == "error"]


def test_a_line_that_an_edit_moves_is_found_where_it_stood() -> None:
    before = "a = 1\nb = f(a)\nc = 3\n"
    edits = [Splice("net.py", (2, 0, 3, 0), ""), Splice("net.py", (4, 0, 4, 0), "if c:\n    b = f(a)\n")]
    place = earlier(Place("net.py", 4, 4, 9, 13, "f(a)"), [({"net.py": before}, edits)])
    assert (place.line, place.column, place.end_line, place.end_column) == (2, 5, 2, 9)
