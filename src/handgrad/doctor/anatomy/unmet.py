"""Unmet: predictions that meet no data, because what they should be is written into the formulas (`p - 1`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from handgrad.doctor.anatomy.readings import is_real
from handgrad.doctor.anatomy.slices import ancestors, called, dependents
from handgrad.program.program import Program

if TYPE_CHECKING:
    from handgrad.doctor.anatomy.steps import Step
    from handgrad.doctor.anatomy.targets import Meetings

NEARBY = 400
"""Operations after a step in which its loss may still be computed."""


def find_unmet(program: Program, step: Step, meetings: Meetings) -> None:
    """Take what the program's own loss and its way back both read for the predictions."""
    inside = set(step.slice)
    moving = {index for index in step.slice if meetings.depends.get(index)} - meetings.direct
    read = {ref for index in behind(program, step, losses(program, step)) for ref in program[index].refs()}
    kept = meetings.remembering.union(step.after.values())  # an optimiser's memory is read again in the next step
    predictions = sorted((read & moving) - meetings.no_prediction - kept)
    readers: dict[int, list[int]] = {p: [] for p in predictions}
    for index in step.slice:
        for ref in readers.keys() & program[index].refs():
            readers[ref].append(index)
    outputs = [p for p in predictions if readers.keys().isdisjoint(readers[p])]
    step.targets = [(readers[p][0], None, p) for p in outputs if readers[p] and p in inside]
    step.predictions = [p for _, _, p in step.targets]
    step.assumed = bool(step.predictions)


def losses(program: Program, step: Step) -> list[int]:
    """Single numbers computed from a step's parameters before it, outside of its way to the update, and read no more.

    Where other code reads other results of the same code, one that nothing reads is no loss: the shares of the classes
    that a sample is not of are such.
    """
    start, last = max(step.before.values()), max(step.after.values())
    nearby = range(start, min(last + NEARBY, len(program)))
    stale = dependents(program, nearby, step.after.values())
    fresh = dependents(program, nearby, step.before.values()) - stale - set(step.slice)
    numbers = {index for index in fresh if np.size(program[index].value) == 1 and is_real(program[index])}
    pairs = [(called(program[ref]), ref, index) for index in {*step.slice, *numbers} for ref in program[index].refs()]
    ends = numbers.difference(ref for _, ref, _ in pairs)
    read = {place for place, _, index in pairs if called(program[index]) != place}
    return sorted(index for index in ends if called(program[index]) not in read)


def behind(program: Program, step: Step, losses: list[int]) -> list[int]:
    """What losses are computed from that is not on the way to the update."""
    way = {*step.slice, *step.numbers}
    return [index for index in ancestors(program, losses, stop=way) if index not in way]
