"""Filled: arrays that live from step to step and of which every step writes all elements anew remember nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from handgrad.doctor.anatomy.slices import dependents
from handgrad.doctor.anatomy.sorts import MOVES
from handgrad.program.program import Program

if TYPE_CHECKING:
    from handgrad.doctor.anatomy.states import State

ADDING = MOVES | {"add", "subtract"}
"""Operations through which a value goes on, whole or in parts, with something added."""


def is_filled(program: Program, state: State, change: int, inside: list[int]) -> bool:
    """Whether a change of a state writes every element, and nothing that is made of those that were there.

    `inside`: what the new version is made of, back to versions of any state.
    """
    old, new = state.versions[change : change + 2]
    path = dependents(program, inside, [old]) - {old}
    if not all(program[index].name in MOVES for index in path):
        return False
    beside = {ref for index in path for ref in program[index].refs() if ref not in path}
    given = {ref: program[ref].value for ref in beside}
    left = program.replay([new], {**given, old: np.full(np.shape(program[old].value), np.nan)})[new]
    return not np.any(np.isnan(left))


def goes_on(program: Program, inside: list[int], others: set[int]) -> bool:
    """Whether the last operation gives another state's version of its size, element by element with something added."""
    size, todo, seen = np.size(program[inside[-1]].value), [inside[-1]], set[int]()
    while todo:
        op = program[todo.pop()]
        if op.index in others and np.size(op.value) == size:
            return True
        if op.index not in seen and op.index not in others and op.name in ADDING:
            seen.add(op.index)
            todo += op.refs()
    return False
