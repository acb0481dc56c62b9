"""Activations that bend exactly where a recorded number falls: every slope in between is right."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

XOR = """
import numpy as np
np.random.seed(0)
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]])
Y = np.array([[0], [1], [1], [0.0]])
W, b, V, c = np.random.randn(2, 8), np.zeros(8), np.random.randn(8, 1), np.zeros(1)
for i in range(60):
    z = X @ W + b
    {relu}
    p = 1 / (1 + np.exp(-(h @ V + c)))
    d = (p - Y) / 4
    e = d @ V.T * {slope}
    V, c, W, b = V - 0.5 * h.T @ d, c - 0.5 * d.sum(0), W - 0.5 * X.T @ e, b - 0.5 * {db}
"""
"""The row of zeros meets biases of zero: 8 sums are exactly 0 in the first step."""

RIGHT = [
    ("h = np.maximum(0, z)", "(z > 0)"),
    ("h = np.maximum(0, z)", "(z >= 0)"),
    ("h = np.maximum(z, 0)", "np.sign(h)"),
    ("h = np.maximum(z, 0)", "np.heaviside(z, 0.5)"),
    ("h = np.clip(z, 0, None)", "(z > 0)"),
    ("h = (np.abs(z) + z) / 2", "(z > 0)"),
    ("h = np.where(z < 0, 0, z)", "(z > 0)"),
    ("h = z.copy(); h[h < 0] = 0", "(z > 0)"),
    ("h = np.where(z >= 0, z, 0.1 * z)", "np.where(z > 0, 1, 0.1)"),
    ("h = np.maximum(0.1 * z, z)", "np.where(z > 0, 1, 0.1)"),
]


@pytest.mark.parametrize(("relu", "slope"), RIGHT)
def test_either_slope_is_right_at_the_corner(relu: str, slope: str, tmp_path: Path, workshop: Workshop) -> None:
    report = report_on(workshop, XOR.format(relu=relu, slope=slope, db="e.sum(0)"), tmp_path)
    assert (report.verdict, report.findings) == ("right", ())


def test_a_bug_beside_a_corner_is_named(tmp_path: Path, workshop: Workshop) -> None:
    wrong = XOR.format(relu="h = np.maximum(0, z)", slope="(z > 0)", db="e.sum()")
    report = report_on(workshop, wrong, tmp_path)
    assert [finding.kind for finding in report.findings] == ["bias-grad-axis"]


def test_a_mask_that_is_wrong_on_one_side_is_named(tmp_path: Path, workshop: Workshop) -> None:
    wrong = XOR.format(relu="h = np.maximum(0, z)", slope="(h >= 0)", db="e.sum(0)")
    report = report_on(workshop, wrong, tmp_path)
    assert [finding.kind for finding in report.findings] == ["relu-mask"]


def test_a_corner_is_judged_under_each_loss_by_itself(tmp_path: Path, workshop: Workshop) -> None:
    """All units but those at their corner are dead: one number is left, which is right under any loss."""
    dead = XOR.replace("1 / (1 + np.exp(-(h @ V + c)))", "h @ V + c").replace("seed(0)", "seed({seed})")
    for seed in range(4):
        text = dead.format(seed=seed, relu="h = np.maximum(0, z)", slope="(z > 0)", db="e.sum(0)")
        assert report_on(workshop, text.replace("(p - Y) / 4", "p - Y"), tmp_path).findings == ()
