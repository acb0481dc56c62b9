"""`=-` for `-=`: a step in the place of the parameter."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import report_on

from handgrad.doctor.proof.workshop import Workshop

NET = """
import numpy as np
np.random.seed(0)
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
y = np.array([[0], [1], [1], [0]])
W1, W2 = np.random.randn(2, 4), np.random.randn(4, 1)
for i in range(3000):
    h = np.tanh(X @ W1)
    o = h @ W2
    d2 = (o - y) / 4
    d1 = d2 @ W2.T * (1 - h ** 2)
    W2 {update} 0.5 * h.T @ d2
    W1 {update} 0.5 * X.T @ d1
print(np.mean((o - y) ** 2))
"""


@pytest.mark.parametrize(("update", "kinds"), [("=-", ["accumulate"]), ("-=", [])])
def test_a_step_in_the_place_of_every_parameter(
    update: str, kinds: list[str], tmp_path: Path, workshop: Workshop
) -> None:
    """Nothing is trained, and that is said; the operator the right way round is right."""
    report = report_on(workshop, NET.replace("{update}", update), tmp_path)
    assert [found.kind for found in report.findings] == kinds
    assert all(found.fix and found.fix.confidence == "proved" for found in report.findings)
