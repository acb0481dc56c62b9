"""Slopes of sizes: their sign is that of what the size is taken of."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

CUT = """
import numpy as np
rng = np.random.default_rng(4)
X = rng.normal(0, 1, (30, 3)); Y = np.sin(X[:, :1]) + 2 * (rng.random((30, 1)) < 0.2)
W, b = rng.normal(0, 0.5, (3, 6)), np.zeros(6)
V, c = rng.normal(0, 0.5, (6, 1)), np.zeros(1)
for epoch in range(8):
    h = np.tanh(X @ W + b)
    r = h @ V + c - Y
    near = np.abs(r) <= 0.4
    loss = np.mean(np.where(near, r ** 2 / 2, 0.4 * (np.abs(r) - 0.2)))
    d = np.where(near, r, FAR) / len(X)
    e = d @ V.T * (1 - h ** 2)
    V -= 0.1 * h.T @ d
    c -= 0.1 * d.sum(0)
    W -= 0.1 * X.T @ e
    b -= 0.1 * e.sum(0)
print(loss)
"""


@pytest.mark.parametrize(
    ("far", "kinds"),
    [("0.4", ["derivative-wrong-formula"]), ("0.4 * np.sign(r)", [])],
)
def test_the_sign_of_what_is_cut_off_is_brought_back(
    far: str, kinds: list[str], tmp_path: Path, workshop: Workshop
) -> None:
    """The program's own loss is the judge: one number that is a multiple of another loss's speaks for nothing."""
    report = report_on(workshop, CUT.replace("FAR", far), tmp_path)
    assert [found.kind for found in report.findings] == kinds
    assert all(found.fix is not None and found.fix.confidence == "proved" for found in report.findings)
