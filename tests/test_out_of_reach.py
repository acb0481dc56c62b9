"""Outputs that cannot be what many targets are: that is known without any training."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

PROGRAM = """
import numpy as np
rng = np.random.RandomState(6)
X = rng.uniform(-3, 3, (60, 1))
Y = TARGETS
W, b, V = rng.randn(1, 8), rng.randn(8), 0.3 * rng.randn(8, 1)
for turn in range(60):
    H = np.tanh(X @ W + b)
    out = 1 / (1 + np.exp(-(H @ V)))
    d = 2 * (out - Y) / 60 * out * (1 - out)
    e = d @ V.T * (1 - H ** 2)
    V -= 0.3 * H.T @ d
    W -= 0.3 * X.T @ e
    b -= 0.3 * e.sum(axis=0)
print(np.mean((out - Y) ** 2))
"""


@pytest.mark.parametrize(
    ("targets", "named"),
    [("np.sin(X)", True), ("0.5 + 0.4 * np.sin(X)", False), ("(np.sin(X) > 0) * 1.0", False)],
)
def test_targets_that_no_output_can_be(targets: str, named: bool, tmp_path: Path, workshop: Workshop) -> None:
    report = report_on(workshop, PROGRAM.replace("TARGETS", targets), tmp_path)
    assert [each.kind for each in report.findings] == ["output-activation"] * named
    if named:
        (fix,) = (each.fix for each in report.findings)
        assert fix is not None and fix.confidence == "proved"
        assert "+    out = H @ V" in report.patch and "+    d = 2 * (out - Y) / 60\n" in report.patch
