"""What is sent back through a step, a sign or a rounding is chosen: no derivative can call it wrong."""

from __future__ import annotations

from dataclasses import replace

from handgrad.doctor.anatomy.jumps import jumping
from handgrad.doctor.truth.patient import Patient


def without_chosen(patients: list[Patient], judged: Patient) -> list[Patient]:
    """The steps without their wrong gradients of parameters that jumps lie behind, as one of the steps shows it."""
    behind = jumping(judged.step, judged.values, tuple(judged.comparison.truth.seeds))
    return [passed_over(patient, behind) for patient in patients] if behind else patients


def passed_over(patient: Patient, behind: frozenset[int]) -> Patient:
    """A step in which there is nothing to compare for wrong gradients of these parameters."""
    matches = {
        number: replace(match, state="nothing-to-compare") if match.state == "wrong" and number in behind else match
        for number, match in patient.comparison.matches.items()
    }
    return replace(patient, comparison=replace(patient.comparison, matches=matches))
