"""Estimates: steps that follow losses measured at parameters moved at random, and no derivative."""

from __future__ import annotations

import numpy as np

from handgrad.doctor.anatomy.roles import THRESHOLDS
from handgrad.doctor.anatomy.slices import ancestors, dependents
from handgrad.doctor.anatomy.sorts import ELEMENTWISE
from handgrad.doctor.anatomy.steps import Step
from handgrad.program.program import Program

FEWEST = 2
"""Places in which a parameter is tried before a step follows from the losses there."""


def is_estimated(program: Program, step: Step) -> bool:
    """Whether a parameter is used in several places only, each of them at random beside its value."""
    tried: dict[int, int] = {}
    moving = dependents(program, step.slice, step.numbers)
    for index in step.slice:
        op = program[index]
        own = [ref for ref in op.refs() if ref in step.numbers]
        others = [ref for ref in op.refs() if ref not in moving]
        if op.name not in ("add", "subtract") or not len(own) == len(others) == 1:
            continue
        same = {np.size(program[ref].value) for ref in (*own, *others)} == {np.size(op.value)}
        if same and np.ndim(op.value):
            tried[own[0]] = tried.get(own[0], 0) + is_drawn(program, step, others[0])
    return any(count >= FEWEST for count in tried.values())


def is_sampled(program: Program, step: Step) -> bool:
    """Whether a step draws units at random from probabilities that it computes (Boltzmann machines)."""
    moving = dependents(program, step.slice, step.numbers)
    for op in (program[index] for index in step.slice if program[index].name in THRESHOLDS):
        asked = [ref for ref in op.refs() if ref in moving]
        drawn = [ref for ref in op.refs() if ref not in moving and is_drawn(program, step, ref)]
        if len(asked) == len(drawn) == 1 and np.size(op.value) > 1:
            others = (other for other in program.ops[drawn[0] :] if other.index != op.index)
            if not any(drawn[0] in other.refs() for other in others):  # data are used again
                return True
    return False


def is_drawn(program: Program, step: Step, index: int) -> bool:
    """Whether a value is random numbers, perhaps times numbers of the source: no product of data and parameters."""
    ops = [program[i] for i in ancestors(program, [index])]
    leaves = [op.origin for op in ops if op.name == "leaf"]
    drawn = [origin for origin in leaves if origin.startswith("random.")]
    plain = all(op.name == "leaf" or op.name in ELEMENTWISE for op in ops) and step.numbers.keys().isdisjoint(
        op.index for op in ops
    )
    return bool(drawn) and plain and all(origin in ("literal", *drawn) for origin in leaves)
