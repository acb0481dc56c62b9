"""The verdict on gradients: which parameters' are right, and which are wrong by how much."""

from __future__ import annotations

import numpy as np

from handgrad.doctor.case import Case
from handgrad.doctor.finding import Gradient, State
from handgrad.doctor.truth.patient import Patient


def gradients_of(case: Case) -> list[Gradient]:
    """One line for each parameter: wrong if any step says so, right if any does and none disagrees."""
    found = []
    for number in case.anatomy.parameters:
        matches = [p.comparison.matches[number] for p in case.patients if number in p.comparison.matches]
        if not matches:
            continue
        states: list[State] = [match.state for match in matches]
        state: State = "wrong" if "wrong" in states else "right" if "right" in states else "nothing-to-compare"
        errors = [relative_error(p, number) for p in case.patients if number in p.comparison.matches]
        version = case.program[case.anatomy.states[number].versions[1]]
        line = version.site.line if version.site else 0
        found.append(Gradient(case.names[number], line, state, max(errors), tuple(np.shape(matches[0].own))))
    return found


def relative_error(patient: Patient, number: int) -> float:
    """Distance between own and right, relative to right, after the common factor."""
    match, factor = patient.comparison.matches[number], patient.comparison.factor
    right = np.asarray(match.right) * factor
    norm = float(np.linalg.norm(right))
    return float(np.linalg.norm(np.asarray(match.own) - right)) / norm if norm else 0.0
