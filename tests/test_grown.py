"""A bias that becomes a bias for every row with its first step."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

NET = """
import numpy as np
rng = np.random.default_rng(0)
X = rng.uniform(-2, 2, (40, 2))
Y = np.sin(X[:, :1]) * X[:, 1:]
W, b, V, c = rng.normal(0, 0.7, (2, 9)), np.zeros(9), rng.normal(0, 0.3, (9, 1)), 0
for turn in range(60):
    h = np.tanh(X @ W + b)
    d = 2 * (h @ V + c - Y) / len(X)
    e = d @ V.T * (1 - h ** 2)
    W, V, c = W - 0.1 * X.T @ e, V - 0.1 * h.T @ d, c - 0.1 * d.sum(0)
    b = b - 0.1 * {gradient}
"""


@pytest.mark.parametrize(("gradient", "kinds"), [("e", ["broadcasting"]), ("e.sum(axis=0)", [])])
def test_a_parameter_that_grows_is_named(gradient: str, kinds: list[str], tmp_path: Path) -> None:
    with Workshop() as workshop:
        report = report_on(workshop, NET.replace("{gradient}", gradient), tmp_path)
    assert [finding.kind for finding in report.findings if finding.severity == "error"] == kinds
    assert ("+    b = b - 0.1 * np.sum(e, axis=0)" in report.patch) is bool(kinds)


COLUMNS = """
import numpy as np
np.random.seed(14)
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]).T
Y = np.array([[0, 1, 1, 0]])
W1, b1 = np.random.randn(5, 2), np.zeros((5, 1))
W2, b2 = np.random.randn(1, 5), np.zeros((1, 1))
for turn in range(3000):
    A1 = np.tanh(W1 @ X + b1)
    A2 = 1 / (1 + np.exp(-(W2 @ A1 + b2)))
    dZ2 = A2 - Y
    dZ1 = W2.T @ dZ2 * (1 - A1 ** 2)
    db2 = np.sum(dZ2, axis={outer}, keepdims=True) / 4
    db1 = np.sum(dZ1, axis={inner}, keepdims=True) / 4
    W2, W1 = W2 - 0.5 * dZ2 @ A1.T / 4, W1 - 0.5 * dZ1 @ X.T / 4
    b2 = b2 - 0.5 * db2
    b1 = b1 - 0.5 * db1
"""


@pytest.mark.parametrize(
    ("outer", "inner", "kinds"), [(0, 1, ["bias-grad-axis"]), (1, 0, ["bias-grad-axis"]), (1, 1, [])]
)
def test_the_sum_along_the_other_axis(outer: int, inner: int, kinds: list[str], tmp_path: Path) -> None:
    with Workshop() as workshop:
        text = COLUMNS.replace("{outer}", str(outer)).replace("{inner}", str(inner))
        report = report_on(workshop, text, tmp_path)
    assert [finding.kind for finding in report.findings if finding.severity == "error"] == kinds
    wrong = "dZ2" if outer == 0 else "dZ1"
    assert (f"np.sum({wrong}, axis=1, keepdims=True)" in report.patch) is bool(kinds)


TARGETS = """
import numpy as np
np.random.seed(2)
X = np.concatenate((np.ones((30, 1)), np.random.rand(30, 1)), axis=1)
y = FLAT
def gradient(w):
    return X.T.dot(X.dot(w) - y) / 30
w = np.array([[2.0], [1.0]])
for turn in range(60):
    w = w - 0.5 * gradient(w)
"""
FLAT = "4 + 3 * X[:, 1]"


@pytest.mark.parametrize("flat", [True, False])
def test_targets_that_meet_every_prediction_are_named_where_they_are_made(
    flat: bool, tmp_path: Path, workshop: Workshop
) -> None:
    report = report_on(workshop, TARGETS.replace("FLAT", FLAT if flat else f"({FLAT}).reshape(-1, 1)"), tmp_path)
    assert [(each.kind, each.place.line) for each in report.findings] == [("broadcasting", 5)] * flat
    assert not flat or f"+y = ({FLAT}).reshape(-1, 1)" in report.patch


HANDED = """
import numpy as np
rng = np.random.RandomState(3)
X = rng.randn(30, 2)
T = X[:, 0] - X[:, 1]
class Loss:
    def value(self, out, target):
        self.out, self.target = out, target
        return np.mean((out - target) ** 2)
    def slope(self):
        return 2 * np.sum(self.out - self.target, axis=1, keepdims=True) / len(self.out)
W, loss = rng.randn(2, 1), Loss()
for turn in range(60):
    out = X @ W
    loss.value(out, T)
    W -= 0.001 * X.T @ loss.slope()
print(np.mean((out.ravel() - T) ** 2))
"""


def test_targets_that_are_rightly_flat_elsewhere_are_turned_where_they_are_handed_over(
    tmp_path: Path, workshop: Workshop
) -> None:
    report = report_on(workshop, HANDED, tmp_path)
    assert [each.kind for each in report.findings if each.severity == "error"] == ["broadcasting"]
    assert "+    loss.value(out, T.reshape(-1, 1))" in report.patch
