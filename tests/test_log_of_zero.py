"""Logarithms of an exact zero: seen where only the full run comes to them, and cut off where the numbers are made."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.finding import Finding
from handgrad.doctor.proof.workshop import Workshop

PROGRAM = """
import numpy as np
rng = np.random.default_rng(21)
y = (np.arange(60) >= 35).astype(float)
X = np.column_stack([np.ones(60), rng.normal(-20, 4, 60) + 45 * y])
w = np.zeros(2)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def cost(X, y, w):
    COST


for r in range(300):
    w -= 1.0 * X.T @ (sigmoid(X @ w) - y) / len(y)
    if (r + 1) % 100 == 0:
        print(r, cost(X, y, w))
"""
LOOP = """h = sigmoid(X @ w)
    total = 0
    for i in range(len(y)):
        total -= y[i] * np.log(h[i]) + (1 - y[i]) * np.log(1 - h[i])
    return total / len(y)"""
WHOLE = "h = sigmoid(X @ w)\n    return -np.mean(y * np.log(h) + (1 - y) * np.log(1 - h))"

WRONG = {
    "number by number": (LOOP, "sigmoid(X @ w)", "np.clip(sigmoid(X @ w), 1e-12, 1 - 1e-12)"),
    "all at once": (WHOLE, "np.log(h)", "np.maximum(1 - h, 1e-12)"),
}
"""How the cost is computed, what is underlined, and what mends it."""

RIGHT = {
    "cut off": LOOP.replace("sigmoid(X @ w)", "np.clip(sigmoid(X @ w), 1e-15, 1 - 1e-15)"),
    "only where it counts": "h = sigmoid(X @ w)\n    return -np.mean(np.where(y == 1, np.log(h), np.log(1 - h)))",
    "mended afterwards": WHOLE.replace("return -np.mean(", "return -np.mean(np.nan_to_num(") + ")",
    "looked at afterwards": WHOLE.replace("return -np.mean(", "terms = (")
    + "\n    return -np.mean(terms[np.isfinite(terms)])",
}


def accused(cost: str, folder: Path, workshop: Workshop) -> list[Finding]:
    """What is found to be wrong."""
    found = report_on(workshop, PROGRAM.replace("COST", cost), folder).findings
    return [each for each in found if each.severity != "note"]


@pytest.mark.parametrize("name", WRONG)
def test_a_cost_that_becomes_nan_late_is_seen(name: str, tmp_path: Path, workshop: Workshop) -> None:
    """It is first computed long after the steps that are recorded."""
    cost, underlined, mended = WRONG[name]
    (found,) = accused(cost, tmp_path, workshop)
    assert (found.kind, found.place.source) == ("log-of-zero", underlined)
    assert found.fix is not None
    assert found.fix.confidence == "proved"
    assert mended in "".join((found.fix.replacement, *(edit.text for edit in found.fix.edits)))


@pytest.mark.parametrize("name", RIGHT)
def test_a_cost_that_stays_finite_is_not_accused(name: str, tmp_path: Path, workshop: Workshop) -> None:
    """Whatever keeps the infinite out of it."""
    assert accused(RIGHT[name], tmp_path, workshop) == []
