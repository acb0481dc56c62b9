"""Recurrence: whether a network uses the same weights again on what it made of them before, and which ones."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import numpy as np

from handgrad.doctor.anatomy.sorts import PRODUCTS
from handgrad.doctor.edits.aims import value_of
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.truth.patient import Patient

if TYPE_CHECKING:
    from handgrad.doctor.case import Case


def recurrent_parameters(patient: Patient) -> set[int]:
    """The parameters, by the operation that gave their value, that are applied to what they went into before."""
    origin = {index: number for number, index in patient.step.before.items()}
    found = set()
    for index in patient.forward:
        op = patient.program[index]
        if op.name not in PRODUCTS:
            continue
        direct = [ref for ref in op.refs() if ref in patient.direct]
        others = [ref for ref in op.refs() if ref not in patient.direct]
        for ref in direct:
            numbers = patient.depends.get(ref, frozenset())
            if any(numbers & patient.depends.get(other, frozenset()) for other in others):
                found |= {index for index, number in origin.items() if number in numbers}
    return found


def is_recurrent(patient: Patient) -> bool:
    """Whether any parameter is."""
    return bool(recurrent_parameters(patient))


def recurrent_weights(case: Case, tree: Tree, node: ast.AST) -> list[str]:
    """What a place calls the matrices between one state and the next; a name for all parameters in turn is none."""
    patient = case.patient
    assert patient is not None
    wanted, every = recurrent_parameters(patient), set(patient.step.before.values())
    return [
        text
        for text, held in case.scope.visible(tree, node).items()
        if held & wanted and not held & every - wanted and np.ndim(value_of(patient, max(held & wanted))) == 2
    ][:2]
