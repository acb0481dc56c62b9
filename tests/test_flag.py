"""Functions that give the slope of an activation where a flag says so, and a call on the way back without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

NET = """
import numpy as np
rng = np.random.default_rng(2)
X = rng.normal(size=(30, 3)); Y = (X[:, :1] > 0) * 1.0
W, V = rng.normal(0, 0.5, (3, 5)), rng.normal(0, 0.5, (5, 1))


def act({parameters}):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s) if slope else s


for epoch in range(20):
    z = X @ W
    h = act(z)
    p = act(h @ V)
    d = (p - Y) / len(X)
    e = d @ V.T * act({call})
    V -= 0.5 * h.T @ d
    W -= 0.5 * X.T @ e
"""


@pytest.mark.parametrize(
    ("parameters", "call", "fix"),
    [
        ("z, slope=False", "z", "act(z, slope=True)"),
        ("z, *, slope=False", "z", "act(z, slope=True)"),
        ("z, slope=False", "z, True", ""),
    ],
)
def test_a_flag_that_is_left_out_is_set(
    parameters: str, call: str, fix: str, tmp_path: Path, workshop: Workshop
) -> None:
    report = report_on(workshop, NET.format(parameters=parameters, call=call), tmp_path)
    assert [found.kind for found in report.findings] == (["missing-derivative"] if fix else [])
    assert all(found.fix is not None and fix in found.fix.replacement for found in report.findings)
