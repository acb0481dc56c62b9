"""Ways back through time whose loop leaves out a step."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

NET = """
import numpy as np
r = np.random.default_rng(3)
U, V, O = r.normal(0, 0.6, (2, 5)), r.normal(0, 0.5, (5, 5)), r.normal(0, 0.6, (5, 1))
for turn in range(60):
    seq = r.uniform(-1, 1, (4, 30, 2))
    want = seq[0, :, :1] * seq[3, :, 1:]
    T = len(seq)
    states = [np.zeros((30, 5))]
    for t in range(T):
        states.append(np.tanh(seq[t] @ U + states[t] @ V))
    off = (states[T] @ O - want) / 30
    dU, dV, dO = np.zeros_like(U), np.zeros_like(V), states[T].T @ off
    down = off @ O.T
    for t in {turns}:
        down = down * (1 - states[t + 1] ** 2)
        dU += seq[t].T @ down
        dV += states[t].T @ down
        down = down @ V.T
    U -= 0.3 * dU
    V -= 0.3 * dV
    O -= 0.3 * dO
"""


@pytest.mark.parametrize(
    ("turns", "mended"),
    [
        ("range(T - 1, 0, -1)", "range(T - 1, -1, -1)"),
        ("reversed(range(1, T))", "reversed(range(0, T))"),
        ("range(T - 1, 1 - 1, -1)", "range(T - 1, 1 - 2, -1)"),
        ("range(T - 1, -1, -1)", ""),
    ],
)
def test_a_step_of_time_that_is_left_out_is_gone_back_to(
    turns: str, mended: str, tmp_path: Path, workshop: Workshop
) -> None:
    """By the range that goes one number further; a loop over all steps is right."""
    report = report_on(workshop, NET.replace("{turns}", turns), tmp_path)
    assert [found.kind for found in report.findings if found.severity == "error"] == ["bptt"] * bool(mended)
    assert mended in report.patch
