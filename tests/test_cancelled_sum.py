"""Training that ends when its errors cancel in a sum."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

PERCEPTRON = """
import numpy as np
rows = [(a, b, c, 1) for a in (0, 1) for b in (0, 1) for c in (0, 1)]
wanted = [int(a + b + c >= 2) for a, b, c, _ in rows]
w = np.array({start})
for turn in range(200):
    total = 0
    for row, want in zip(rows, wanted):
        off = want - int(np.dot(w, row) > 0)
        w = w + 0.1 * off * np.array(row)
        total += {off}
    if total == 0:
        break
print(turn, w)
"""
BATCH = """
import numpy as np
r = np.random.default_rng(1)
X = r.normal(size=(40, 2)); y = (X[:, 0] + X[:, 1] > 0.2) * 1
w, b = np.array([1.0, -1.0]), 0.0
while True:
    off = y - (X @ w + b > 0)
    if {off} == 0:
        break
    w = w + 0.05 * X.T @ off
    b = b + 0.05 * off.sum()
print(w, b)
"""


@pytest.mark.parametrize(
    ("text", "off", "mended"),
    [
        (PERCEPTRON.replace("{start}", "[0.3, -0.2, 0.4, -0.1]"), "off", "total += abs(off)"),
        (PERCEPTRON.replace("{start}", "[0.3, -0.2, 0.4, -0.1]"), "off ** 2", ""),
        (BATCH, "np.sum(off)", "np.sum(np.abs(off)) == 0"),
        (BATCH, "np.sum(off != 0)", ""),
    ],
)
def test_errors_that_cancel_do_not_end_the_training(
    text: str, off: str, mended: str, tmp_path: Path, workshop: Workshop
) -> None:
    report = report_on(workshop, text.replace("{off}", off), tmp_path)
    kinds = [found.kind for found in report.findings if found.severity == "error"]
    assert kinds == ["stopping-criterion"] * bool(mended)
    assert mended in report.patch
