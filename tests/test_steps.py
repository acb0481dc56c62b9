"""Which steps a program takes, and what its gradients are compared with: constant offsets, part decay, exact zeros."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop
from handgrad.doctor.truth.decay import fits, pull_of

CELLS = """
import math, random

class Cell:
    def __init__(self, offset, count):
        self.offset, self.weights = offset, [random.uniform(-1, 1) for _ in range(count)]

    def fire(self, signals):
        self.signals, total = signals, self.offset
        for s, w in zip(signals, self.weights):
            total += s * w
        self.value = 1 / (1 + math.exp(-total))
        return self.value

random.seed(1)
inner, last = [Cell(0.35, 1) for _ in range(3)], [Cell(0.6, 3) for _ in range(2)]
rows = [([k / 10], [1.0 if k < 4 else 0.0, 1.0 if k > 7 else 0.0]) for k in range(11)]
for turn in range(600):
    signals, wanted = random.choice(rows)
    middle = [cell.fire(signals) for cell in inner]
    d = [(cell.fire(middle) - t) * cell.value * (1 - cell.value) for cell, t in zip(last, wanted)]
    back = [sum(d[o] * last[o].weights[h] for o in range(2)) * c.value * (1 - c.value) for h, c in enumerate(inner)]
    for cells, slopes in ((last, d), (inner, back)):
        for cell, slope in zip(cells, slopes):
            for k in range(len(cell.weights)):
                cell.weights[k] -= 0.5 * slope * cell.signals[k]
"""
VECTOR = """
import numpy as np
rng = np.random.default_rng(2)
X = rng.standard_normal((4, 30))
t = X[:1] - X[1:2]

def gradient(theta):
    W, b = theta[:24].reshape(6, 4), theta[24:30].reshape(6, 1)
    V, c = theta[30:36].reshape(1, 6), theta[36:].reshape(1, 1)
    h = np.tanh(W @ X + b)
    d = (V @ h + c - t) / 30
    e = V.T @ d * (1 - h ** 2)
    parts = e @ X.T {sign} 0.1 * W, e.sum(axis=1), d @ h.T {sign} 0.1 * V, d.sum(axis=1)
    return np.concatenate([part.ravel() for part in parts])

theta = rng.standard_normal(37) * 0.5
for turn in range(200):
    theta = theta - 0.1 * gradient(theta)
"""
BALANCED = """
import numpy as np
X, Y = np.array([[-3., -2., 3., 2.]]), np.array([[1., 1., 0., 0.]])
w, b = np.array([[0.8]]), np.zeros((1, 1))
for turn in range(100):
    h = 1 / (1 + np.exp(-(w @ X + b)))
    d = (h - Y) / 4
    w = w - 0.3 * d @ X.T
    b = b - 0.3 * np.sum(d, axis=1, keepdims=True)
"""

SHRUNK = """
import numpy as np
rng = np.random.default_rng(0)
X = rng.standard_normal((40, 3))
y = (X[:, :1] * X[:, 1:2] > 0) * 1.0
W, b, V, c = rng.standard_normal((3, 8)) * 0.5, np.zeros(8), rng.standard_normal((8, 1)) * 0.5, np.zeros(1)
for turn in range(200):
    h = np.tanh(X @ W + b)
    d = (1 / (1 + np.exp(-(h @ V + c))) - y) / len(X)
    e = d @ V.T * (1 - h ** 2)
    W, b, V, c = W - 0.5 * X.T @ e, b - 0.5 * e.sum(0), V - 0.5 * h.T @ d, c - 0.5 * d.sum(0)
    {shrink}
"""
AFTERWARDS = {
    "decay": "W, V = W * (1 - 1e-3), V * (1 - 1e-3)",
    "columns": "W = W / np.maximum(1, np.linalg.norm(W, axis=0, keepdims=True))",
    "norm": "V = V * min(1.0, 1.0 / np.linalg.norm(V))",
}


@pytest.mark.parametrize("shrink", AFTERWARDS.values(), ids=AFTERWARDS)
def test_weights_that_shrink_after_a_step_leave_its_gradients_right(shrink: str, tmp_path: Path) -> None:
    with Workshop() as workshop:
        report = report_on(workshop, SHRUNK.replace("{shrink}", shrink), tmp_path)
    assert (report.verdict, report.findings) == ("right", ())
    assert len(report.gradients) >= 3


@pytest.mark.parametrize("text", [CELLS, VECTOR.replace("{sign}", "+"), BALANCED], ids=["cells", "vector", "balanced"])
def test_right_programs_are_understood_and_accused_of_nothing(text: str, tmp_path: Path) -> None:
    with Workshop() as workshop:
        report = report_on(workshop, text, tmp_path)
    assert report.verdict == "right"
    assert not [finding for finding in report.findings if finding.severity != "note"]


def test_a_part_of_a_vector_that_grows_is_no_decay(tmp_path: Path) -> None:
    with Workshop() as workshop:
        report = report_on(workshop, VECTOR.replace("{sign}", "-"), tmp_path)
    assert report.verdict != "right"


@pytest.mark.parametrize("penalty", ["squares", "sizes"])
def test_the_part_of_a_parameter_that_decays_is_found(penalty: str) -> None:
    rng = np.random.default_rng(0)
    right, weights = rng.standard_normal((2, 40))
    drawn = (weights if penalty == "squares" else np.sign(weights)) * (np.arange(40) < 25)
    found = list(fits([pull_of(0, 0.2 * (right + 0.3 * drawn), right, weights)], 1e-6))
    assert [(fit.penalty, round(fit.factor, 9), round(fit.decay, 9)) for fit in found] == [(penalty, 0.2, 0.3)]


def test_what_decay_does_not_explain_is_no_part_of_it() -> None:
    rng = np.random.default_rng(0)
    right, weights = rng.standard_normal((2, 40))
    own = right + 0.3 * weights * (np.arange(40) < 25)
    own[30] += 0.01
    assert not list(fits([pull_of(0, own, right, weights)], 1e-6))
