"""Where predictions meet targets: parts of the inputs that the backward reads again are no targets."""

from __future__ import annotations

from pathlib import Path

from looked_at import subject_of

from handgrad.doctor.case import Case
from handgrad.doctor.proof.trial import case_of

WINDOWS = """\
import numpy as np

rng = np.random.default_rng(0)
signals, wanted = rng.standard_normal((6, 7)), rng.standard_normal((6, 5))
kernel = rng.standard_normal(3) * 0.5
for epoch in range(5):
    for x, y in zip(signals, wanted):
        out = np.tanh(np.array([np.sum(kernel * x[i:i + 3]) for i in range(5)]))
        error = out - y
        slope = 1 - out ** 2
        gradient = np.zeros(3)
        for i in range(5):
            gradient += slope[i] * x[i:i + 3]
        kernel -= 0.1 * gradient
"""


def test_windows_of_the_inputs_that_are_read_again_are_no_targets(tmp_path: Path) -> None:
    case = case_of(subject_of(WINDOWS.replace("slope = ", "slope = error * "), tmp_path))
    assert met_in_lines(case) == {9}
    assert met_in_lines(case_of(subject_of(WINDOWS, tmp_path))) <= {9}


def met_in_lines(case: Case) -> set[int]:
    """The lines in which predictions meet targets."""
    sites = (case.program[index].site for step in case.anatomy.steps for index, _, _ in step.targets)
    return {site.line for site in sites if site is not None}
