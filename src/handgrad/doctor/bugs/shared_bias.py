"""Shared biases: one number for all units of a layer, moved by the sum over all of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.anatomy.sorts import MATMULS
from handgrad.doctor.bugs.bias import bias_grad_axis, reduction, summed
from handgrad.doctor.case import Case
from handgrad.doctor.edits.initial import Initial, initials
from handgrad.doctor.edits.spelling import prefix, uses_numpy
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.truth.patient import Patient
from handgrad.program.program import Op, Ref

NOTHING = 1e-9
"""The part of what is added up below which the sum is rounding and no more."""


@dataclass(frozen=True)
class Shared:
    """A single number that is added to every unit of a layer."""

    number: int
    """The parameter."""
    total: int
    """The operation that adds it."""
    units: int
    """How many units there are."""
    axis: int
    """The axis of the weighted sums along which they lie."""
    weights: int | None
    """The parameter that makes the sums, where it is known."""


def signs(case: Case) -> Iterator[Sign]:
    """Where the units' gradients cancel in every step a look decides; elsewhere training does."""
    for patient in case.course.patients[:1]:
        for each in shared(case, patient):
            sums, starts = list(sums_into(case, patient, each)), list(initials(case, patient, [each.number]))
            if len(sums) == 1 and len(starts) == 1:
                yield sign(case, patient, each, sums[0], starts[0])


def sign(case: Case, patient: Patient, mine: Shared, op: Op, start: Initial) -> Sign:
    """One number for each unit from the start on, each moved by its own sum."""
    idle = all(cancels(each, mine) for each in case.course.patients)
    message = f"one number is added to all {mine.units} units, and moved by the sum over all of them"
    if idle:
        message += ": their gradients cancel, in every step it is 0"
    finding = case.find(bias_grad_axis.name, op, message, "warning")
    repairs = tuple(separated(case, patient, mine, op, start, message))
    return Sign(finding, repairs, needs_proof=True, by="recheck" if idle else "training", follow=True)


def shared(case: Case, patient: Patient) -> Iterator[Shared]:
    """The single numbers that are added to sums of several units."""
    for index in patient.forward:
        op = case.program[index]
        if op.name != "add" or len(op.args) != 2 or not all(isinstance(arg, Ref) for arg in op.args):
            continue
        for place, ref in enumerate(op.refs() if len(op.refs()) == 2 else ()):
            number, product = patient.step.numbers.get(ref), case.program[op.refs()[1 - place]]
            if number is not None and np.size(case.program[ref].value) == 1 and product.name in MATMULS:
                yield from of_units(patient, number, op, product)


def of_units(patient: Patient, number: int, op: Op, product: Op) -> Iterator[Shared]:
    """The units that a product of weights makes: along its rows where the weights stand first."""
    found = [
        place for place, arg in enumerate(product.args[:2]) if isinstance(arg, Ref) and arg.index in patient.direct
    ]
    if len(found) == 1 and np.ndim(op.value) in (1, 2):
        weights = patient.depends.get(product.refs()[found[0]], frozenset())
        axis = 0 if found[0] == 0 or np.ndim(op.value) == 1 else 1
        shape = np.shape(op.value)
        if np.ndim(patient.values[product.refs()[found[0]]]) == 2 and shape[axis] > 1:
            yield Shared(number, op.index, shape[axis], axis, min(weights, default=None))


def cancels(patient: Patient, mine: Shared) -> bool:
    """Whether the gradients that a step gives to the units add up to nothing, though they are something."""
    index = next((i for i in patient.forward if adds(patient, i, mine.number)), None)
    slope = patient.adjoints.get(index) if index is not None else None
    if slope is None:
        return False
    parts = np.abs(slope).sum()
    return bool(parts > 0 and abs(np.sum(slope)) <= NOTHING * parts)


def adds(patient: Patient, index: int, number: int) -> bool:
    """Whether an operation adds a parameter."""
    op = patient.program[index]
    return op.name == "add" and patient.step.before[number] in op.refs()


def sums_into(case: Case, patient: Patient, mine: Shared) -> Iterator[Op]:
    """What adds up the units' gradients on their way into the number."""
    shape = np.shape(case.program[mine.total].value)
    for index in ancestors(case.program, [patient.step.after[mine.number]], stop=patient.forward_set):
        op = case.program[index]
        if op.name in ("sum", "mean") and index in patient.backward and np.size(op.value) == 1 and op.refs():
            node = case.node(op)
            if np.shape(case.program[op.refs()[0]].value) == shape and node is not None and reduction(node):
                yield op


def separated(case: Case, patient: Patient, mine: Shared, op: Op, start: Initial, message: str) -> Iterator[Repair]:
    """The start and the sum written for as many numbers as there are units."""
    tree, node = case.written(op)
    found = reduction(node) if node is not None else None
    if found is None or tree is None or has_axis(found.call) or not uses_numpy(start.tree):
        return
    one, inside = np.ndim(case.program[mine.total].value) == 1, tree.source(found.reduced)
    columns = not one and mine.axis == 0
    count = length(case, patient, mine, start)
    shape = f"({count}, 1)" if columns else count
    text = inside if one else summed(tree, inside, 1 - mine.axis, columns, found.name, found)
    edits = (
        start.tree.replace(start.node, f"{prefix(start.tree)}zeros({shape})"),
        tree.replace(found.call, text),
    )
    yield Repair(bias_grad_axis.name, case.site_of(found.call, tree.file), edits, message, 1.5, forward=True)


def has_axis(call: ast.Call) -> bool:
    """Whether a sum is told what to add along."""
    return any(keyword.arg == "axis" for keyword in call.keywords)


def length(case: Case, patient: Patient, mine: Shared, start: Initial) -> str:
    """The number of units as the weights' own start says it, where that stands in the same function."""
    value: Any = patient.values[patient.step.before[mine.weights]] if mine.weights is not None else None
    for each in initials(case, patient, [mine.weights]) if mine.weights is not None else ():
        same = each.tree is start.tree and each.tree.function(each.node) is start.tree.function(start.node)
        if same and np.ndim(value) == 2 and np.shape(value)[mine.axis] == mine.units:
            return each.length_text(value, mine.axis)
    return str(mine.units)
