"""`~` of a truth value of Python, where `not` is meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

NET = """
{load}
import numpy as np
rng = np.random.default_rng(3)
X = np.column_stack([rng.normal(size=(30, 2)), np.ones(30)])
t = np.where(X @ [1.0, -2.0, 0.3] > 0, 1.0, -1.0)
w, rounds = np.zeros(3), 0
while {test} and rounds < 60:
    for x, y in zip(X, t):
        if y * (x @ w) <= 0:
            w = w + 0.5 * y * x
    rounds += 1
"""
DONE = "all(y * (x @ w) > 0 for x, y in zip(X, t))"


@pytest.mark.parametrize(
    ("load", "test", "kinds"),
    [
        ("", f"~{DONE}", ["stopping-criterion"]),
        ("", f"not {DONE}", []),
        ("from numpy import all", "~all(t * (X @ w) > 0)", []),
        ("", "~np.all(t * (X @ w) > 0)", []),
    ],
)
def test_only_a_truth_value_of_python_cannot_be_inverted(
    load: str, test: str, kinds: list[str], tmp_path: Path, workshop: Workshop
) -> None:
    report = report_on(workshop, NET.format(load=load, test=test), tmp_path)
    assert [finding.kind for finding in report.findings if finding.severity != "note"] == kinds
    assert not kinds or f"+while not {DONE}" in report.patch
