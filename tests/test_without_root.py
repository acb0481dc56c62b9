"""Layers that are normalised by the variance, or its square, in front of a backward pass for the deviation."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

NET = """
import numpy as np
rng = np.random.default_rng(3)
X = rng.normal(size=(60, 3)) * [1, 0.3, 2]
Y = X[:, :1] * X[:, 1:2] - X[:, 2:] ** 2
W, g, b, V, c = rng.normal(size=(3, 8)), np.ones(8), np.zeros(8), rng.normal(size=(8, 1)), np.zeros(1)
for turn in range(40):
    z = X @ W
    mean, var = z.mean(0), z.var(0)
    n = (z - mean) / {root}
    h = np.tanh(g * n + b)
    d = (h @ V + c - Y) / len(X)
    e = d @ V.T * (1 - h ** 2)
    u = e * g
    dz = (u - u.mean(0) - n * (u * n).mean(0)) / np.sqrt(var + 1e-5)
    V, c, g, b = V - 0.1 * h.T @ d, c - 0.1 * d.sum(0), g - 0.1 * (e * n).sum(0), b - 0.1 * e.sum(0)
    W = W - 0.1 * X.T @ dz
"""


@pytest.mark.parametrize(
    ("root", "mended"),
    [
        ("(var + 1e-5) ** 2", "(var + 1e-5) ** 0.5"),
        ("(var + 1e-5)", "(var + 1e-5) ** 0.5"),
        ("np.sqrt(var + 1e-5)", ""),
    ],
)
def test_a_variance_that_is_divided_by_is_named(root: str, mended: str, tmp_path: Path, workshop: Workshop) -> None:
    report = report_on(workshop, NET.format(root=root), tmp_path)
    kinds = [finding.kind for finding in report.findings if finding.severity == "error"]
    assert kinds == ["forward-formula"] * bool(mended)
    assert mended in report.patch
