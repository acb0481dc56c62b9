"""A bias that is added inside a product, and the same where its gradient says so as well."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

TEXT = """
import numpy as np
rng = np.random.default_rng(3)
X = rng.uniform(0, 3, (20, 2))
y = (X.sum(axis=1, keepdims=True) > 3) * 1.0
W, b = rng.uniform(-1, 1, (2, 1)), rng.uniform(-1, 1, (1, 1))
for turn in range(50):
    out = 1 / (1 + np.exp(-{sum}))
    d = (out - y) / len(X)
    dW, db = X.T @ d, {bias}
    W = W - 0.1 * dW
    b = b - 0.1 * db
"""


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("np.dot(X, W + b)", "np.dot(X, W) + b"),
        ("(X @ (W + b))", "(X @ W + b)"),
        ("((b + X) @ W * 1.5)", "((X @ W + b) * 1.5)"),
    ],
)
def test_a_bias_inside_a_product_is_moved_out(written: str, mended: str, tmp_path: Path) -> None:
    text = TEXT.replace("{sum}", written).replace("{bias}", "d.sum(axis=0, keepdims=True)")
    with Workshop() as workshop:
        report = report_on(workshop, text, tmp_path)
    assert [finding.kind for finding in report.findings if finding.severity == "error"] == ["forward-formula"]
    assert mended in report.patch


def test_an_offset_of_the_weights_with_its_own_gradient_is_right(tmp_path: Path) -> None:
    text = TEXT.replace("{sum}", "X @ (W + b)").replace("{bias}", "np.sum(X.T @ d, keepdims=True)")
    with Workshop() as workshop:
        report = report_on(workshop, text, tmp_path)
    assert report.verdict == "right"
    assert not [finding for finding in report.findings if finding.severity == "error"]
