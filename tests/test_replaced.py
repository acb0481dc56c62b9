"""Parameters that are replaced by their step instead of moved by it."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

NET = """
import numpy as np
rng = np.random.default_rng(3)
X = rng.normal(size=(40, 3))
Y = (X[:, :1] * X[:, 1:2] > 0).astype(float)
W, b, V, c = rng.normal(size=(3, 8)), np.zeros(8), rng.normal(size=(8, 1)), np.zeros(1)
for turn in range(60):
    h = np.tanh(X @ W + b)
    p = 1 / (1 + np.exp(-(h @ V + c)))
    d = (p - Y) / len(X)
    e = d @ V.T * (1 - h ** 2)
    {first}
    c -= 0.5 * d.sum(0)
    {second}
    b -= 0.5 * e.sum(0)
"""
RIGHT = {"first": "V -= 0.5 * h.T @ d", "second": "W -= 0.5 * X.T @ e"}


@pytest.mark.parametrize(
    ("wrong", "mended"),
    [
        ({"first": "V = 0.5 * h.T @ d"}, ["+    V -= 0.5 * h.T @ d"]),
        ({"second": "W = -0.5 * X.T @ e"}, ["+    W += -0.5 * X.T @ e"]),
        ({"first": "V = 0.5 * h.T @ d", "second": "W = 0.5 * X.T @ e"}, ["+    V -= 0.5", "+    W -= 0.5"]),
        ({}, []),
    ],
)
def test_a_step_in_the_place_of_its_parameter_is_named(
    wrong: dict[str, str], mended: list[str], tmp_path: Path, workshop: Workshop
) -> None:
    report = report_on(workshop, NET.format(**RIGHT | wrong), tmp_path)
    assert [finding.kind for finding in report.findings if finding.severity == "error"] == ["accumulate"] * bool(wrong)
    assert all(line in report.patch for line in mended)
