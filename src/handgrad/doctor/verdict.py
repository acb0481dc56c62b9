"""The verdict on gradients: which parameters are right and wrong, and the words for what was found."""

from __future__ import annotations

from typing import Any

import numpy as np

from handgrad.doctor.case import Case
from handgrad.doctor.finding import Finding, Gradient, State
from handgrad.doctor.patient import Patient
from handgrad.doctor.trials import Cure, Edit
from handgrad.program.program import Op


def worst(patients: list[Patient]) -> Patient | None:
    """The step that shows most: most wrong parameters, then most that can be compared, then the earliest."""
    usable = [p for p in patients if p.comparison.right or p.comparison.wrong]
    finite = [p for p in usable if all(np.all(np.isfinite(m.own)) for m in p.comparison.matches.values())] or usable
    if not finite:
        return None
    return max(finite, key=lambda p: (len(p.comparison.wrong), len(p.comparison.right)))


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


def findings_of(case: Case, patient: Patient, cure: Cure) -> list[Finding]:
    """A finding for each edit that mended something; where wrong gradients are left, one that names nothing."""
    found = [finding_of(case, patient, edit) for edit in cure.edits]
    if cure.comparison.wrong and not cure.edits:
        found.append(unnamed(case, patient, cure))
    return found


def finding_of(case: Case, patient: Patient, edit: Edit) -> Finding:
    """The words for an edit."""
    op = patient.program[edit.place]
    notes = (f"with this changed, {mended(patient)}",)
    yours, right = evidence(patient)
    return case.find(edit.kind, op, edit.message or case.source(op.site) if op.site else edit.message,
                     replacement=edit.replacement, yours=yours, right=right, notes=notes)  # fmt: skip


def mended(patient: Patient) -> str:
    """Which gradients were wrong."""
    count = len(patient.comparison.wrong)
    return f"{count} gradient{'s' if count != 1 else ''} of {len(patient.comparison.matches)} come out right that are wrong now"


def evidence(patient: Patient) -> tuple[str, str]:
    """A few numbers of the first wrong gradient: yours and right."""
    match = patient.comparison.wrong[0]
    return numbers(match.own), numbers(np.asarray(match.right) * patient.comparison.factor)


def numbers(array: Any, most: int = 4) -> str:
    """The first numbers of an array in four digits."""
    flat = np.ravel(array)
    shown = " ".join(f"{each:.4g}" for each in flat[:most])
    return shown + (f" ... ({flat.size} numbers)" if flat.size > most else "")


def unnamed(case: Case, patient: Patient, cure: Cure) -> Finding:
    """Where and how wrong, and no name."""
    op = blamed(patient)
    names = ", ".join(case.names.get(m.number, "?") for m in cure.comparison.wrong[:4])
    yours, right = evidence(patient)
    return case.find("gradient-mismatch", op, f"the gradient of {names} is not the derivative of the loss",
                     yours=yours, right=right)  # fmt: skip


def blamed(patient: Patient) -> Op:
    """The operation that forms the first wrong gradient on the way back from the loss."""
    from handgrad.doctor.compare import gradient_node

    numbers = [match.number for match in patient.comparison.wrong]
    nodes = {n: gradient_node(patient.anatomy, patient.step, n) or patient.step.after[n] for n in numbers}
    after = {index for index in nodes.values()}
    candidates = [i for i in patient.step.slice if i in patient.backward and i <= min(after)]
    wrong = [i for i in candidates if patient.program[i].site is not None]
    return patient.program[wrong[-1] if wrong else min(after)]
