"""What follows from a bug and has a name of its own is said beside it, and is mended by the same edit."""

from __future__ import annotations

from pathlib import Path

from handgrad.doctor.finding import Report
from handgrad.doctor.running.run import check_file
from handgrad.report.text import fixed_titles

SUMS = """
import numpy as np
rng = np.random.default_rng(3)
x, y = rng.normal(size=(24, 3)), rng.normal(size=(24, 1))
W, b = rng.normal(size=(3, 1)), np.zeros(1)
empty_W, empty_b = np.zeros((3, 1)), np.zeros(1)
for epoch in range(20):
    for first in range(0, 24, 6):
        sum_W, sum_b = empty_W{copy}, empty_b{copy}
        total_W = sum_W
        total_b = sum_b
        for row, wanted in zip(x[first:first + 6], y[first:first + 6]):
            off = row @ W + b - wanted
            total_W += np.outer(row, off)
            total_b += off
        W = W - 0.02 * total_W
        b = b - 0.02 * total_b
"""


def report_on(text: str, folder: Path) -> Report:
    file = folder / "net.py"
    file.write_text(text)
    return check_file(str(file), seconds=60, starts=0)


def test_sums_that_share_their_zeros_are_not_emptied_either(tmp_path: Path) -> None:
    report = report_on(SUMS.format(copy=""), tmp_path)
    assert {found.kind for found in report.findings} == {"aliasing", "gradient-not-reset"}
    assert all(found.fix is not None and found.fix.confidence == "proved" for found in report.findings)
    assert report.patch.count("\n+") == 3  # the head of the diff, and two lines
    assert len(fixed_titles(report)) == 1
    assert report_on(SUMS.format(copy=".copy()"), tmp_path).verdict == "right"
