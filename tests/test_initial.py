"""How large start weights are, and how many numbers they are added up for: also where they are kernels."""

from __future__ import annotations

from pathlib import Path

import pytest
from looked_at import SECONDS, subject_of

from handgrad.doctor.edits.drawing import inputs_in, spread_text
from handgrad.doctor.edits.initial import initials
from handgrad.doctor.proof.trial import Subject, case_of
from handgrad.doctor.proof.workshop import Job, Workshop

KERNELS = """
import numpy as np
rng = np.random.RandomState(0)
X, Y = rng.rand(20, 6, 6), rng.rand(20, 5)
K, b = rng.randn({shape}) / 9, np.zeros(5)
for step in range(6):
    e = np.zeros((20, 5))
    dK, db = np.zeros_like(K), np.zeros(5)
    for n in range(20):
        for f in range(5):
            seen = X[n, 1:4, f % 3 : f % 3 + 3]
            e[n, f] = np.tanh(np.sum(seen * K[{kernel}]) + b[f])
            d = (e[n, f] - Y[n, f]) * (1 - e[n, f] ** 2)
            dK[{kernel}] += d * seen
            db[f] += d
    K -= 0.1 * dK
    b -= 0.1 * db
"""


def spreads(subject: Subject) -> list[tuple[float, str]]:
    """Of each drawn parameter: for how many numbers it is added up, and the text of the spread it should have."""
    case = case_of(subject)
    first = case.course.patients[0]
    return [(inputs_in(first, each), spread_text(case.course, each, each.numbers[0]))
            for each in initials(case, first, [*first.step.before]) if each.random]  # fmt: skip


@pytest.mark.parametrize(("shape", "kernel"), [("5, 3, 3", "f"), ("3, 3, 5", ":, :, f")])
def test_a_kernel_adds_up_all_but_its_filters(shape: str, kernel: str, tmp_path: Path, workshop: Workshop) -> None:
    program = KERNELS.format(shape=shape, kernel=kernel)
    ((_, found),) = workshop.perform([Job(spreads, (subject_of(program, tmp_path),), SECONDS)])
    assert found == [(9, "np.sqrt(1 / 9)")]
