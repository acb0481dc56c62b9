"""Slopes that a loop over layers takes at the items of another list than is meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

NET = """
import numpy as np
rng = np.random.default_rng(1)
X, Y = rng.normal(size=(20, 3)), rng.uniform(size=(20, 2))
Ws = [rng.normal(size=(3, 5)), rng.normal(size=(5, 4)), rng.normal(size=(4, 2))]
def f(z):
    return 1 / (1 + np.exp(-z))
{slope}
for turn in range(40):
    sums, outs = [], [X]
    for W in Ws:
        sums.append(outs[-1] @ W)
        outs.append(f(sums[-1]))
    error, deltas = outs[-1] - Y, [None] * 3
    for k in reversed(range(3)):
        deltas[k] = error * {factor}
        error = deltas[k] @ Ws[k].T
    for k in range(3):
        Ws[k] -= 0.1 * outs[k].T @ deltas[k]
"""
OF_OUTPUT = "def slope(y):\n    return y * (1 - y)"
OF_SUM = "def slope(z):\n    return f(z) * (1 - f(z))"


@pytest.mark.parametrize(
    ("slope", "factor", "fix"),
    [
        (OF_OUTPUT, "slope(sums[k])", "slope(outs[k + 1])"),
        (OF_SUM, "slope(outs[k + 1])", "slope(sums[k])"),
        ("", "sums[k] * (1 - sums[k])", "outs[k + 1] * (1 - outs[k + 1])"),
        (OF_OUTPUT, "slope(outs[k + 1])", ""),
        (OF_SUM, "slope(sums[k])", ""),
    ],
)
def test_the_items_of_the_other_list_are_proposed(
    slope: str, factor: str, fix: str, tmp_path: Path, workshop: Workshop
) -> None:
    report = report_on(workshop, NET.format(slope=slope, factor=factor), tmp_path)
    assert [each.kind for each in report.findings if each.severity == "error"] == ["derivative-wrong-input"] * bool(fix)
    assert not fix or f"+        deltas[k] = error * {fix}" in report.patch
