"""A step that starts from the derivative of the program's own loss as if the output had no activation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from handgrad.doctor.bugs.slope import repairs as slopes
from handgrad.doctor.case import Case
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.truth.compare import compare, own_gradients
from handgrad.doctor.truth.own_truths import own_truths
from handgrad.doctor.truth.patient import Patient
from handgrad.doctor.truth.truth import Truth, whole
from handgrad.program.program import Op

KIND = "missing-derivative"
MOST = 3
"""How many steps are looked at."""


def signs(case: Case) -> Iterator[Sign]:
    """Gradients that another loss would explain, begun with a factor that only the slope of the program's own has."""
    for patient in case.patients[:MOST]:
        comparison = patient.comparison
        if comparison.wrong or not comparison.right or comparison.truth.value is not None:
            continue
        for truth in whole(patient.step, patient.values, own_truths(patient.step, patient.values)):
            begun = begun_with(patient, truth) if truth.value is not None else None
            loss = patient.program[truth.value].site if truth.value is not None else None
            if begun is not None and loss is not None:
                message = (
                    f"this is the slope of the loss on line {loss.line} behind the output's activation, factor for "
                    "factor, and it is used as the one in front of it: the slope of the activation is missing"
                )
                yield Sign(case.find(KIND, begun, message), mended(case, patient, truth), True, "recheck", follow=True)
                return


def begun_with(patient: Patient, truth: Truth) -> Op | None:
    """The value that is the slope of a loss in the predictions, number for number, and is used in front of them."""
    for landmark in patient.landmarks:
        slope, front = truth.seeds.get(landmark.after), patient.adjoints.get(landmark.before)
        if slope is None or front is None or not tells_apart(slope, front / patient.comparison.factor):
            continue
        for index in patient.backward:
            value = patient.values.get(index)
            if value is not None and is_same(value, slope):
                return patient.program[index]
    return None


def is_same(one: Any, other: Any) -> bool:
    """Whether two arrays hold the same numbers."""
    return np.shape(one) == np.shape(other) and bool(np.allclose(one, other, rtol=1e-9, atol=0))


def tells_apart(slope: Any, front: Any) -> bool:
    """Whether a slope is a multiple of another loss's in front of the activation, and not by 1 or a mean over an axis.

    p - y, or a mean of it, may as well have been meant as that other loss's slope; twice that has no other reason.
    """
    factor = float(np.vdot(front, slope) / max(float(np.vdot(front, front)), 1e-300))
    usual = {1.0, *(1 / length for length in (*np.shape(slope), np.size(slope)) if length)}
    return is_same(slope, factor * front) and not any(np.isclose(abs(factor), each, rtol=1e-6) for each in usual)


def mended(case: Case, patient: Patient, truth: Truth) -> tuple[Any, ...]:
    """The edits by which a slope is multiplied in, with the gradients compared under the program's own loss."""
    own = own_gradients(patient.anatomy, patient.step, patient.values)
    other = Patient(case.recording, case.anatomy, patient.step, patient.values, compare(truth, own))
    return tuple(repair for repair in slopes(replace(case, patients=[other])) if repair.kind == KIND)
