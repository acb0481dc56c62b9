"""Reweighed: a gradient that is a sum, one term of which has a wrong constant factor or sign."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from handgrad.doctor.bugs.regularization import weights_in
from handgrad.doctor.bugs.scale import gradient_scale
from handgrad.doctor.bugs.sign import sign_error
from handgrad.doctor.case import Case
from handgrad.doctor.edits.aims import value_of
from handgrad.doctor.edits.pieces import Meanings, pieces
from handgrad.doctor.edits.syntax import is_addition
from handgrad.doctor.edits.terms import resummed
from handgrad.doctor.proof.repair import Repair

FEWEST = 4
"""Numbers from which on a sum of terms is no multiple of anything by chance."""
RANK = 1.7
"""Behind the same edits where a softmax or a normalisation is undone, which have names of their own."""
MESSAGE = "one term of this sum has another factor than in the gradient of the same value"


def repairs(case: Case) -> Iterator[Repair]:
    """The factors with which the terms of a sum add up to the right gradient of some value of the forward pass."""
    patient = case.patient
    if patient is None:
        return
    reached = Meanings(case, patient).reached
    wanted = {
        index: value
        for index, value in patient.adjoints.items()
        if index in patient.forward_set and index in patient.moving and index not in reached and np.any(value)
    }
    for piece in pieces(case):
        if not is_addition(piece.node) or not piece.indices:
            continue
        if any(weights_in(case, case.program[index]) for index in piece.indices):  # a penalty's factor has its own name
            continue
        shape = np.shape(value_of(patient, piece.indices[-1]))
        alike = [value for value in wanted.values() if np.shape(value) == shape and np.size(value) >= FEWEST]
        for value in alike:
            for splices in resummed(case, piece, value, piece.indices[-1]):
                kind = sign_error if all(splice.text.startswith("(-") for splice in splices) else gradient_scale
                yield Repair(kind.name, piece.site, splices, MESSAGE, RANK)
