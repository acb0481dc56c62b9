"""Another loss: steps that are judged by what is shown there, where the other steps show that more is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.truth.choice import is_confirmed
from handgrad.doctor.truth.own_losses import is_real_number
from handgrad.doctor.truth.own_truths import own_truth
from handgrad.doctor.truth.truth import Truth, parallel
from handgrad.program.derive import NoRule

if TYPE_CHECKING:
    from handgrad.doctor.truth.patient import Patient


def under_the_same_loss(patients: list[Patient]) -> list[Patient]:
    """Without the wrong steps whose loss is only a part of what explains another step whole, or has more to it.

    A program may compute its whole loss only where it prints it, and one part of it in every step.
    """
    known = [each for each in patients if is_whole(each)]
    return [
        each
        for each in patients
        if not each.comparison.wrong
        or each.comparison.truth.value is None
        or not any(is_part(each, other) or is_part(other, each) for other in known)
    ]


def is_whole(patient: Patient) -> bool:
    """Whether a step is explained whole by what the program computes itself."""
    comparison = patient.comparison
    return comparison.truth.value is not None and not comparison.wrong and is_confirmed([comparison])


def is_part(one: Patient, other: Patient) -> bool:
    """Whether the number that one step is judged by is, in another step, made into that one's with something else."""
    mine, whole = one.comparison.truth.value, other.comparison.truth.value
    if mine is None or whole is None or one.step.after.keys() != other.step.after.keys():
        return False
    inside = ancestors(other.program, [whole], stop=other.step.before.values())
    place = one.program[mine].site
    found = [op for op in map(other.program.__getitem__, inside) if op.site == place and is_real_number(op)]
    return whole not in {op.index for op in found} and any(differ(other, op.index, whole) for op in found[-1:])


def differ(patient: Patient, part: int, whole: int) -> bool:
    """Whether two numbers of a step are more than multiples of each other."""
    one, other = (truth_of(patient, index) for index in (part, whole))
    return one is not None and other is not None and not parallel(one.gradients, other.gradients)


def truth_of(patient: Patient, index: int) -> Truth | None:
    """The right gradients of a step under one of its numbers."""
    try:
        return own_truth(patient.step, patient.values, index, patient.comparison.truth.tolerance)
    except (NoRule, ValueError, KeyError, TypeError, IndexError):
        return None
