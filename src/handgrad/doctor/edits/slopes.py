"""Slopes: what a wrong slope is, judged by its numbers beside the right one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.doctor.edits.aims import FORMULAS, Aim, applied, fits, masked, multiplied, need, value_of
from handgrad.doctor.truth.patient import Landmark, Patient
from handgrad.program.derive import NoRule, gradients

if TYPE_CHECKING:
    from handgrad.doctor.case import Case

LIKELY = {"derivative-wrong-input": 0, "derivative-wrong-formula": 1}
"""Which kind is meant where calls of one function differ, the lowest first."""
FORMULA = "this is not the slope of the activation in the forward pass"


def kind_of(case: Case, aim: Aim, found: Any, texts: tuple[str, str] = ("", "")) -> tuple[str, str]:
    """The kind of bug, and a sentence: what stands in place of a slope; `texts` are those before and after the edit."""
    patient = case.patient
    assert patient is not None
    found, before = np.asarray(found), np.asarray(value_of(patient, aim.landmark.before))
    after = np.asarray(value_of(patient, aim.landmark.after))
    if is_mask_aim(patient, aim):
        return "dropout-mask", "this is not the mask of the forward pass with its factor"
    if of_other_landmark(patient, aim, found):
        return "wrong-layer-index", "this is the slope of another layer's activation"
    if lacks_mask(patient, aim, found):
        return "dropout-mask", "this is the slope of the activation alone; the forward pass has a mask behind it"
    if is_two_valued(patient, aim) and (is_mask(found) or fits(found, after)):
        wanted = np.asarray(need(patient, aim))
        if np.array_equal(found == 1, wanted == 1) and not np.array_equal(found, wanted):  # a leaky one's slope below 0
            return "derivative-wrong-formula", FORMULA
        return "relu-mask", mask_message(patient, aim, found)
    if fits(found, slope_at_output(case, aim.landmark)):
        return (
            "derivative-wrong-input",
            "this slope is written for the value before the activation and gets the one after it",
        )
    if any(fits(applied(formula, before), found) for formula in in_terms_of_output(patient, aim)):
        return (
            "derivative-wrong-input",
            "this slope is written for the value after the activation and gets the one before it",
        )
    return "derivative-wrong-formula", FORMULA


def is_mask_aim(patient: Patient, aim: Aim) -> bool:
    """Whether an aim is nothing but a product with an array that no parameter goes into, such as a dropout mask."""
    index, found = aim.after, False
    while index != aim.before:
        below = multiplied(patient, index)
        if below is None:
            return False
        found |= any(np.size(value_of(patient, ref)) > 1 for ref in patient.program[index].refs() if ref != below)
        index = below
    return found


def lacks_mask(patient: Patient, aim: Aim, found: Any) -> bool:
    """Whether a slope is right for an activation without the mask that it is multiplied by."""
    inner = masked(patient, aim.landmark)[-1:]
    if not inner or (aim.before, aim.after) != (aim.landmark.before, aim.landmark.after):
        return False
    alone = need(patient, Aim(aim.landmark, aim.before, inner[0]))
    return alone is not None and fits(found, alone)


def of_other_landmark(patient: Patient, aim: Aim, found: Any) -> bool:
    """Whether a slope is right for another activation of the same size."""
    return any(
        np.shape(slope) == np.shape(found) and fits(found, slope)
        for landmark in patient.landmarks
        if landmark not in (aim.landmark, Landmark(aim.before, aim.after))
        and (slope := patient.slope(landmark)) is not None
    )


def slope_at_output(case: Case, landmark: Landmark) -> Any:
    """The slope of an activation where its input is what comes out of it."""
    patient, known = case.patient, case.scope.spelled
    assert patient is not None
    if ("slope", landmark) not in known:
        known["slope", landmark] = slope_at(patient, landmark, value_of(patient, landmark.after))
    return known["slope", landmark]


def slope_at(patient: Patient, landmark: Landmark, value: Any) -> Any:
    """The slope of an activation where its input is another value; NaN where that is not known."""
    program = patient.program.cut([landmark.before])
    given = {landmark.before: np.asarray(value, dtype=float)}
    try:
        values = {**patient.values, **program.replay([landmark.after], given)}
        return gradients(program, {landmark.after: np.ones(np.shape(value))}, [landmark.before], values)[
            landmark.before
        ]
    except (NoRule, ValueError, KeyError, TypeError, ArithmeticError):
        return np.full(np.shape(value), np.nan)


def in_terms_of_output(patient: Patient, aim: Aim) -> list[Any]:
    """Known formulas that give the slope when they are given what comes out of the activation."""
    wanted, after = need(patient, aim), value_of(patient, aim.landmark.after)
    return [formula for formula in FORMULAS.values() if wanted is not None and fits(applied(formula, after), wanted)]


def is_two_valued(patient: Patient, aim: Aim) -> bool:
    """Whether the right slope is 1 or one other number: a relu or a leaky one."""
    wanted = need(patient, aim)
    values = np.unique(np.round(np.asarray(wanted)[np.isfinite(wanted)], 12)) if wanted is not None else np.zeros(3)
    return values.size <= 2 and bool(np.any(values == 1))


def is_mask(found: Any) -> bool:
    """Whether an array takes two values at most."""
    return np.asarray(found).dtype.kind in "fiub" and np.unique(np.round(np.asarray(found, dtype=float), 12)).size <= 2


def mask_message(patient: Patient, aim: Aim, found: Any) -> str:
    """How many entries a mask passes that the activation did not, and the other way round."""
    wanted = np.ravel(need(patient, aim))
    given = np.ravel(np.broadcast_to(np.asarray(found, dtype=float), np.shape(need(patient, aim))))
    differ = int(np.sum(~np.isclose(wanted, given)))
    return f"this differs from the slope of the activation in {differ} of {wanted.size} entries"


def kind_of_formula(case: Case, aim: Aim, given: Iterable[int]) -> tuple[str, str]:
    """The same for the formula of a function, by the values that it gave: the likeliest of them."""
    assert case.patient is not None
    kinds = [kind_of(case, aim, value_of(case.patient, i)) for i in given]
    own = [each for each in kinds if each[0] not in ("wrong-layer-index", "wrong-array")]
    return min(own, key=lambda each: LIKELY.get(each[0], 2), default=("derivative-wrong-formula", FORMULA))
