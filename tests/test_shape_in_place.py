"""Rows that are made columns where they are: `x.shape += (1,)`."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

COLUMNS = """
import numpy as np
rng = np.random.default_rng(1)
X, T = rng.random((40, 5)), np.eye(3)[rng.integers(0, 3, 40)]
A, a, B, b = rng.normal(0, 0.5, (4, 5)), np.zeros((4, 1)), rng.normal(0, 0.5, (3, 4)), np.zeros((3, 1))
for epoch in range(3):
    for x, t in zip(X, T):
        x.shape += (1,)
        t.shape = t.shape[0], 1
        h = 1 / (1 + np.exp(-(a + A @ x)))
        o = 1 / (1 + np.exp(-(b + B @ h)))
        d = o - t
        e = B.T @ d{slope}
        B += -0.1 * d @ h.T
        b += -0.1 * d
        A += -0.1 * e @ x.T
        a += -0.1 * e
"""


@pytest.mark.parametrize(("slope", "kinds"), [(" * h * (1 - h)", []), ("", ["missing-derivative"])])
def test_arrays_whose_shape_is_set_are_followed(
    slope: str, kinds: list[str], tmp_path: Path, workshop: Workshop
) -> None:
    report = report_on(workshop, COLUMNS.format(slope=slope), tmp_path)
    assert [found.kind for found in report.findings] == kinds
    assert len(report.gradients) == 4
