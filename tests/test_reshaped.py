"""Reshapes on the way back that should exchange axes."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

NET = """
import numpy as np
rng = np.random.default_rng(2)
X = rng.normal(size=(30, 3)); Y = np.sin(X[:, :2])
W, V = rng.normal(0, 0.5, (3, 5)), rng.normal(0, 0.5, (5, 2))
for epoch in range(20):
    h = np.tanh(X @ W)
    d = (h @ V - Y) / len(X)
    e = (d @ {back}) * (1 - h ** 2)
    V -= 0.1 * h.T @ d
    W -= 0.1 * X.T @ e
    print(np.mean((h @ V - Y) ** 2))
"""


@pytest.mark.parametrize(
    ("back", "fix"),
    [("V.reshape(2, 5)", "V.T"), ("np.reshape(V, (2, -1))", "V.T"), ("V.T.reshape(2, 5)", "")],
)
def test_a_reshape_that_mixes_numbers_up_becomes_a_transpose(
    back: str, fix: str, tmp_path: Path, workshop: Workshop
) -> None:
    report = report_on(workshop, NET.format(back=back), tmp_path)
    assert [found.kind for found in report.findings] == (["transpose"] if fix else [])
    assert all(found.fix is not None and found.fix.replacement == fix for found in report.findings)
