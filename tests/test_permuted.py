"""Inputs and labels that `permutation` puts into orders of their own: one order for both."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import check_named, report_on

from handgrad.doctor.proof.workshop import Workshop

PROGRAM = """
import numpy as np
rng = np.random.default_rng(1)
X = rng.normal(size=(90, 2))
y = (X[:, :1] + X[:, 1:] > 0) * 1.0
W, b = np.zeros((2, 1)), np.zeros(1)
for epoch in range(30):
    ORDER
    for i in range(0, 90, 30):
        xb, yb = X[i:i + 30], y[i:i + 30]
        p = 1 / (1 + np.exp(-(xb @ W + b)))
        d = (p - yb) / 30
        W -= 0.5 * xb.T @ d
        b -= 0.5 * d.sum(axis=0)
    print(np.mean((p > 0.5) == yb))
"""


@pytest.mark.parametrize("order", ["X = rng.permutation(X)", "X = rng.permutation(X)\n    y = rng.permutation(y)"])
def test_one_order_for_both(order: str, tmp_path: Path, workshop: Workshop) -> None:
    text = PROGRAM.replace("ORDER", order)
    report = report_on(workshop, text, tmp_path)
    check_named(report, text, "label-mismatch", "= rng.permutation(")
    lines = {line for line in report.patch.splitlines() if line.startswith("+ ")}
    assert lines == {"+    order = rng.permutation(len(X))", "+    X = X[order]", "+    y = y[order]"}


def test_rows_that_are_permuted_together_are_right(tmp_path: Path, workshop: Workshop) -> None:
    together = "rows = rng.permutation(np.hstack([X, y]))\n    X, y = rows[:, :2], rows[:, 2:]"
    report = report_on(workshop, PROGRAM.replace("ORDER", together), tmp_path)
    assert not [each for each in report.findings if each.severity == "error"]
