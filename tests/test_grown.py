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
