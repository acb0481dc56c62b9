"""A loop's variable that is read after the loop, as an index of what another loop goes through."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

NET = """
import numpy as np
rng = np.random.default_rng(4)
X = rng.normal(size=(20, 5))
Y = np.sin(X @ rng.normal(size=(5, 3)))
A, B = rng.normal(size=(5, 6)) * 0.5, rng.normal(size=(6, 3)) * 0.5
for turn in range(40):
    H = np.tanh(X @ A)
    D = (H @ B - Y) / 20
    dH = np.zeros((20, 6))
    for i in range(20):
        for k in range(6):
            total = 0.0
            for j in range(3):
                total += D[i, j] * B[k, j]
            dH[i, {index}] = total
    dA, dB = X.T @ (dH * (1 - H ** 2)), H.T @ D
    A, B = A - 0.3 * dA, B - 0.3 * dB
"""


@pytest.mark.parametrize(("index", "kinds"), [("j", ["wrong-layer-index"]), ("k", [])])
def test_a_variable_that_a_loop_has_left(index: str, kinds: list[str], tmp_path: Path, workshop: Workshop) -> None:
    """The variable of the loop around is put in its place."""
    report = report_on(workshop, NET.replace("{index}", index), tmp_path)
    assert [found.kind for found in report.findings if found.severity == "error"] == kinds
    assert ("+            dH[i, k] = total" in report.patch) is bool(kinds)
