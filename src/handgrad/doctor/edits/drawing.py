"""Drawing: how large start weights are, and the text of others that keep the size of a signal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.course import Course
from handgrad.doctor.anatomy.recurrence import recurrent_parameters
from handgrad.doctor.edits.initial import Initial, all_weights, initials, inputs_axis, inputs_of
from handgrad.doctor.edits.spelling import import_of, modules, prefix, uses_numpy
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.truth.patient import Patient


def redrawn(course: Course, starts: list[Initial], kind: str, message: str, rank: float) -> Repair:
    """Normal start weights that keep the size of the signal, in place of the given ones."""
    first = course.patients[0]
    splices: list[Splice] = []
    for start in starts:
        number = start.numbers[0]
        value = first.values[first.step.before[number]]
        splices.append(start.replaced(value, spread_text(course, start, number)))
        splices.extend(imported(start.tree))
    site = course.case.site_of(starts[0].node, starts[0].tree.file)
    return Repair(kind, site, tuple(splices), message, rank, forward=True)


def imported(tree: Tree) -> Iterator[Splice]:
    """The import of a module that draws numbers, where a file has none."""
    if uses_numpy(tree) or "random" in modules(tree):
        return
    yield from import_of(tree, "random")


def spread_text(course: Course, start: Initial, number: int) -> str:
    """The text of the standard deviation that keeps the size of a signal: sqrt(1 / inputs), 2 in front of any relu.

    Not of weights that are applied again and again: what only keeps its size on average grows without bound in some.
    """
    first = course.patients[0]
    value = first.values[first.step.before[number]]
    again = first.step.before[number] in recurrent_parameters(first)
    power = 2 if rectified(course, start) and not again else 1
    if np.ndim(value) < 1:
        return f"{(power / inputs_in(first, start)) ** 0.5:.2g}"
    length = str(inputs_of(first, number))
    if np.ndim(value) < 3:
        length = start.length_text(value, inputs_axis(first, number))
    return f"{prefix(start.tree)}sqrt({power} / {length})"


def rectified(course: Course, start: Initial) -> bool:
    """Whether a hidden layer of relus has weights that start there, among those of other layers or alone."""
    first = course.patients[0]
    places = initials(course.case, first, all_weights(course, first))
    numbers = {number for each in (*places, start) if each.node is start.node for number in each.numbers}
    return any(layer.bends and numbers.intersection(layer.weights) for layer in course.hidden(first))


def values_of(patient: Patient, start: Initial) -> Any:
    """All numbers that were drawn at one place."""
    values = [np.ravel(np.asarray(patient.values[patient.step.before[n]], dtype=float)) for n in start.numbers]
    return np.concatenate(values)


def inputs_in(patient: Patient, start: Initial) -> float:
    """How many of the numbers drawn at one place are added up for one unit."""
    number = start.numbers[0]
    if np.ndim(patient.values[patient.step.before[number]]):
        return inputs_of(patient, number)
    return max(1.0, len(start.numbers) / start.owners)


def gain(patient: Patient, start: Initial) -> float:
    """By how much weights multiply the size of a signal."""
    return float(np.sqrt(np.mean(values_of(patient, start) ** 2) * inputs_in(patient, start)))


def grown(course: Course, start: Initial) -> bool:
    """Whether the steps before the first that is looked at, and not the start, made the weights large."""
    first, states = course.patients[0], course.case.anatomy.states
    drawn = [np.asarray(course.case.program[states[n].versions[0]].value, dtype=float) for n in start.numbers]
    before = np.sqrt(np.mean(np.concatenate([np.ravel(each) for each in drawn]) ** 2))
    return bool(np.sqrt(np.mean(values_of(first, start) ** 2)) > 2 * before)
