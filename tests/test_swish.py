"""A swish that is meant to be a sigmoid, and one that is meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

NET = """
import numpy as np
rng = np.random.default_rng(0)
X = rng.uniform(-2, 2, (50, 2))
Y = (X[:, :1] > X[:, 1:]) * 1.0
A, a, B, b = rng.normal(0, 1, (2, 5)), np.zeros(5), rng.normal(0, 1, (5, 1)), np.zeros(1)

def bend(z):
    return z / (1 + np.exp(-z))

def slope(z, a):
    return {slope}

for turn in range(50):
    z = X @ A + a
    h = bend(z)
    y = h @ B + b
    o = bend(y)
    d = (o - Y) * slope(y, o) / len(X)
    e = d @ B.T * slope(z, h)
    A, a, B, b = A - 0.5 * X.T @ e, a - 0.5 * e.sum(0), B - 0.5 * h.T @ d, b - 0.5 * d.sum(0)
"""


@pytest.mark.parametrize(
    ("slope", "kinds"),
    [("a * (1 - a)", ["forward-formula"]), ("1 / (1 + np.exp(-z)) * (1 + z - a)", [])],
    ids=["of a sigmoid", "of a swish"],
)
def test_the_slope_tells_which_function_is_meant(slope: str, kinds: list[str], tmp_path: Path) -> None:
    with Workshop() as workshop:
        report = report_on(workshop, NET.replace("{slope}", slope), tmp_path)
    assert [finding.kind for finding in report.findings] == kinds
    assert ("return 1 / (1 + np.exp(-z))" in report.patch) == bool(kinds)
