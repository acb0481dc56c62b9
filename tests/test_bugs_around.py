"""Bugs around the gradient: what is shown, kept, counted and held against it, and stores that nothing empties."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import check_named, report_on

from handgrad.doctor.proof.workshop import Workshop

CLASSES = """
import numpy as np
rng = np.random.default_rng(0)
y = rng.integers(1, 5, 120)
X = np.column_stack([np.eye(4)[y - 1] + 0.3 * rng.standard_normal((120, 4)), np.ones(120)])
T, W = np.eye(4)[y - 1], np.zeros((5, 4))
for turn in range(60):
    Z = X @ W
    P = np.exp(Z - Z.max(1, keepdims=True))
    P /= P.sum(1, keepdims=True)
    W -= 0.5 * X.T @ (P - T) / len(X)
print(np.mean(np.argmax(X @ W, axis=1)MORE == y))
"""

ROWS = """
import numpy as np
rng = np.random.default_rng(1)
X, Y = rng.standard_normal((6, 3)), rng.random((6, 1))
W, b = rng.standard_normal((3, 4)), np.zeros((BIASES, 4))
V, c = rng.standard_normal((4, 1)), np.zeros((1, 1))
for turn in range(40):
    h = np.tanh(X @ W + b)
    d = (h @ V + c - Y) / 6
    e = d @ V.T * (1 - h ** 2)
    V -= 0.2 * h.T @ d
    c -= 0.2 * d.sum(0, keepdims=True)
    W -= 0.2 * X.T @ e
    b -= 0.2 * COLLECTED
"""

FACTORS = """
import numpy as np
rng = np.random.default_rng(2)
X, Y = rng.standard_normal((30, 2)), rng.random((30, 1))
W, V = rng.standard_normal((2, 5)), rng.standard_normal((5, 1))
for turn in range(40):
    h = 1 / (1 + np.exp(-X @ W))
    p = 1 / (1 + np.exp(-h @ V))
    print(np.mean((p - Y) ** 2))
    error = p - Y
    d = DELTA
    e = d @ V.T * h * (1 - h)
    V -= 0.1 * h.T @ d
    W -= 0.1 * X.T @ e
"""

BEST = """
import numpy as np
rng = np.random.default_rng(3)
X, Y = rng.standard_normal((60, 3)), rng.standard_normal((60, 1))
W, seen = rng.standard_normal((3, 1)), []
best = W.copy()
for turn in range(60):
    W -= 0.1 * X[:40].T @ (X[:40] @ W - Y[:40]) / 40
    seen.append(np.mean((X[40:] @ W - Y[40:]) ** 2))
    if turn == 0 or seen[turn] < OTHERS:
        best = W.copy()
print(np.mean((X @ best - Y) ** 2))
"""

STORES = """
import numpy as np
rng = np.random.default_rng(4)
U, R, V = rng.uniform(-1, 1, (2, 6)), rng.uniform(-1, 1, (6, 6)), rng.uniform(-1, 1, (6, 1))
dU, dR, dV = np.zeros_like(U), np.zeros_like(R), np.zeros_like(V)
def sigmoid(z):
    return 1 / (1 + np.exp(-z))
for turn in range(200):
    xs, ts = rng.random((5, 1, 2)).round(), rng.random((5, 1, 1)).round()
    hs, ds = [np.zeros((1, 6))], []
    for x, t in zip(xs, ts):
        hs.append(sigmoid(x @ U + hs[-1] @ R))
        y = sigmoid(hs[-1] @ V)
        ds.append((t - y) * y * (1 - y))
    later = np.zeros((1, 6))
    for k in range(4, -1, -1):
        d = (later @ R.T + ds[k] @ V.T) * hs[k + 1] * (1 - hs[k + 1])
        dV += hs[k + 1].T @ ds[k]
        dR += hs[k].T @ d
        dU += xs[k].T @ d
        later = d
    U += 0.1 * dU
    R += 0.1 * dR
    V += 0.1 * dV
    EMPTIED
"""

SHOWN = """
import numpy as np
rng = np.random.default_rng(5)
X, Y = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1.0]]), np.array([[0, 1, 1, 0.0]]).T
W, V = 2 * rng.random((3, 4)) - 1, 2 * rng.random((4, 1)) - 1
def sigmoid(z, slope=False):
    if slope:
        return SLOPE
    return 1 / (1 + np.exp(-z))
for turn in range(100):
    h = sigmoid(X @ W)
    p = sigmoid(h @ V)
    error = Y - p
    print(np.mean(np.abs(error)))
    d = error * sigmoid(p, True)
    e = d @ V.T * sigmoid(h, True)
    V += h.T @ d
    W += X.T @ e
"""

RIGHT = {
    "classes counted from 1": CLASSES.replace("MORE", " + 1"),
    "one row for all": ROWS.replace("BIASES", "1").replace("COLLECTED", "e.sum(0, keepdims=True)"),
    "a product of three": FACTORS.replace("DELTA", "np.multiply(p * (1 - p), error)"),
    "a product into a place of its own": FACTORS.replace("DELTA", "np.multiply(p * (1 - p), error, np.empty((30, 1)))"),
    "better than all before": BEST.replace("OTHERS", "min(seen[:turn])"),
    "emptied behind the update": STORES.replace("EMPTIED", "dU *= 0\n    dR *= 0\n    dV *= 0"),
    "a measure shown": SHOWN.replace("SLOPE", "z * (1 - z)"),
}
WRONG = {
    "classes counted from 0": (CLASSES.replace("MORE", ""), "label-mismatch", "argmax"),
    "a third operand": (
        FACTORS.replace("DELTA", "np.multiply(p, 1 - p, error)"), "chain-rule-dropped", "np.multiply",
    ),
    "never emptied": (STORES.replace("EMPTIED", "pass"), "gradient-not-reset", "dV +="),
    "a measure shown, slopes of slopes": (
        SHOWN.replace("SLOPE", "sigmoid(z) * (1 - sigmoid(z))"), "derivative-wrong-input", "return sigmoid",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_right_programs_are_right(name: str, tmp_path: Path, workshop: Workshop) -> None:
    report = report_on(workshop, RIGHT[name], tmp_path)
    assert report.verdict == "right" and not report.findings, report


@pytest.mark.parametrize("name", WRONG)
def test_the_bug_is_named_where_it_stands(name: str, tmp_path: Path, workshop: Workshop) -> None:
    text, kind, where = WRONG[name]
    check_named(report_on(workshop, text, tmp_path), text, kind, where)


def test_a_copy_kept_whenever_a_turn_is_better_than_the_last_is_warned_of(tmp_path: Path, workshop: Workshop) -> None:
    text = BEST.replace("OTHERS", "seen[turn - 1]")
    (found,) = report_on(workshop, text, tmp_path).findings
    assert (found.kind, found.severity) == ("stopping-criterion", "warning")
    assert found.fix is not None and "min(seen[:turn])" in found.fix.replacement


def test_biases_with_a_row_for_each_sample_are_warned_of(tmp_path: Path, workshop: Workshop) -> None:
    text = ROWS.replace("BIASES", "6").replace("COLLECTED", "e")
    (found,) = report_on(workshop, text, tmp_path).findings
    assert (found.kind, found.severity) == ("bias-grad-axis", "warning")
    assert found.fix is not None and found.fix.confidence == "proved"
    assert "np.sum(e, axis=0, keepdims=True)" in found.fix.replacement
