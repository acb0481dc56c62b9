"""Seen: which loss a program has in mind where every gradient is wrong, by the slopes that it computes itself."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.doctor.truth.compare import compare, own_gradients
from handgrad.doctor.truth.crossed import ENTROPIES
from handgrad.doctor.truth.gradients import truths
from handgrad.doctor.truth.patient import Patient, normed
from handgrad.doctor.truth.truth import Truth

if TYPE_CHECKING:
    from handgrad.doctor.case import Case


def under_seen_loss(case: Case) -> Case:
    """The case as it is; where no gradient is right under its loss, under one whose slopes the program computes."""
    patient = case.patient
    if patient is None or patient.comparison.right or is_seen(patient, patient.comparison.truth) or is_short(patient):
        return case
    for truth in chain.from_iterable(truths(patient.step, patient.values)):
        if is_seen(patient, truth):
            other = judged_by(patient, truth)
            if other.comparison.wrong:
                return replace(case, patients=[other])
    return case


def under_entropy(case: Case) -> Case | None:
    """The case under a cross-entropy whose p - y is on the way back, where another loss is only guessed; else None.

    Whoever starts with p - y behind a softmax or a sigmoid means it, or the squared error and leaves the slope out.
    """
    patient = case.patient if case.guessed else None
    if patient is None or is_short(patient):
        return None
    for truth in chain.from_iterable(truths(patient.step, patient.values, ENTROPIES)):
        other = judged_by(patient, truth)
        if other.comparison.wrong and is_short(other):
            return replace(case, patients=[other])
    return None


def judged_by(patient: Patient, truth: Truth) -> Patient:
    """The same step under another loss."""
    own = own_gradients(patient.anatomy, patient.step, patient.values)
    return Patient(patient.recording, patient.anatomy, patient.step, patient.values, compare(truth, own))


def is_short(patient: Patient) -> bool:
    """Whether the right gradient in front of the output is among the values on the way back: p - y of a softmax."""
    fronts = [landmark.before for landmark in patient.landmarks if landmark.after in patient.step.predictions]
    units = [normed(patient.adjoints.get(front)) for front in fronts]
    return any(
        unit is not None and unit.size > 1 and is_along(patient.values.get(i), unit)
        for unit in units
        for i in patient.backward
    )


def is_seen(patient: Patient, truth: Truth) -> bool:
    """Whether the slopes of a loss in the predictions are among the values on the way back, up to a factor."""
    for seed in truth.seeds.values():
        unit = normed(seed)
        if unit is None or unit.size < 2 or not any(is_along(patient.values.get(i), unit) for i in patient.backward):
            return False
    return bool(truth.seeds)


def is_along(value: Any, unit: Any) -> bool:
    """Whether a value is a multiple of an array of length 1."""
    own = normed(value) if np.shape(value) == np.shape(unit) else None
    return own is not None and bool(np.linalg.norm(own - np.vdot(unit, own) * unit) < 1e-7)
