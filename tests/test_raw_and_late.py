"""An error passed down as it came, through weights that have been changed already."""

from __future__ import annotations

from pathlib import Path

from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

NET = """
import numpy as np
rng = np.random.default_rng(4)
X, Y = rng.normal(size=(30, 3)), rng.uniform(size=(30, 2))
V, W = rng.normal(size=(6, 3)), rng.normal(size=(2, 6))
for turn in range(3):
    for x, y in zip(X, Y):
        x, y = x[:, None], y[:, None]
        h = np.tanh(V @ x)
        o = 1 / (1 + np.exp(-(W @ h)))
        error = y - o
        delta = error * o * (1 - o)
        W += 0.5 * delta @ h.T
        error = W.T @ error
        V += 0.5 * (error * (1 - h ** 2)) @ x.T
"""


def test_both_are_named_though_neither_edit_alone_mends_a_gradient(tmp_path: Path, workshop: Workshop) -> None:
    report = report_on(workshop, NET, tmp_path)
    assert {finding.kind for finding in report.findings} == {"update-before-backprop", "wrong-array"}
    assert "+        error = W.T @ delta" in report.patch
