"""The loss by which a copy is told from another program: known only where no step has been taken before it."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import subject_of

from handgrad.doctor.bugs import families
from handgrad.doctor.proof.trial import case_of, first_loss

PROGRAM = """
import numpy as np
rng = np.random.default_rng(0)
X = rng.standard_normal((20, 3))
y = X @ np.ones(3)
w = np.zeros(3)
for step in range(8):
    error = X @ w - y
    if step >= {begin}:
        print(np.mean(error ** 4))
    w = w - 0.002 * X.T @ error ** 3
"""


@pytest.mark.parametrize("begin", [0, 2])
def test_a_loss_after_updates_tells_no_copies_apart(begin: int, tmp_path: Path) -> None:
    """It follows from the gradient, which an edit that mends it changes."""
    families()
    case = case_of(subject_of(PROGRAM.format(begin=begin), tmp_path))
    assert {patient.comparison.truth.loss for patient in case.patients} == {"program"}
    assert (first_loss(case) is None) == (begin > 0)
