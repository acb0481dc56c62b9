"""Softmaxes: where a recorded program divides exponentials by their own sum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.sorts import MOVES
from handgrad.program.program import Op, Program, Ref

SUMS = {"sum", "add.reduce", "nansum"}
LEVELS = {"max", "amax", "mean", "min", "amin", "maximum.reduce", "average", "median", "nanmax"}
"""What may be taken from the scores first."""


@dataclass(frozen=True)
class Softmax:
    """`quotient = exponentials / total`, with `exponentials = exp(shifted)`, `shifted = scores - level`."""

    quotient: Op
    exponentials: Op
    total: Op
    """The sum itself, before it is reshaped."""
    shifted: Op
    scores: Op
    level: Op | None
    """The maximum, or whatever is taken from the scores, before it is reshaped."""

    @property
    def summed(self) -> tuple[int, ...]:
        """The axes that the sum runs over."""
        return axes_of(self.total, np.ndim(self.exponentials.value))


def softmaxes(program: Program) -> Iterator[Softmax]:
    """Every softmax over an array that was recorded, in order."""
    for op in program.ops:
        if op.name == "divide" and (found := softmax_at(program, op)) is not None:
            yield found


def softmax_at(program: Program, op: Op) -> Softmax | None:
    """The softmax that a division is, if it is one."""
    if len(op.args) != 2 or not all(isinstance(part, Ref) for part in op.args):
        return None
    top, bottom = program[op.args[0].index], unmoved(program, program[op.args[1].index])
    if top.name == "astype":
        top = program[top.refs()[0]]
    if top.name != "exp" or not np.size(top.value) > 1 or not top.refs():
        return None
    added = summand(program, bottom)
    if added is None:
        return None
    if added.index != top.index and not (added.name == "exp" and added.refs() == top.refs()):
        return None
    shifted = program[top.refs()[0]]
    scores, level = taken_apart(program, shifted)
    return Softmax(op, top, bottom, shifted, scores, level)


def summand(program: Program, total: Op) -> Op | None:
    """What a sum adds up: an array along its axes, or row after row as Python's own `sum` does."""
    if total.name in SUMS:
        return program[total.refs()[0]] if total.refs() else None
    rows, op = list[Op](), total
    while op.name == "add" and op.site == total.site and op.refs():
        rows.append(program[op.refs()[-1]])
        op = program[op.refs()[0]]
    if not rows or any(row.name != "getitem" for row in rows):
        return None
    array = program[rows[0].refs()[0]]
    whole = np.ndim(array.value) > 0 and len(rows) == len(array.value) > 1
    return array if whole and all(row.refs()[0] == array.index for row in rows) else None


def taken_apart(program: Program, shifted: Op) -> tuple[Op, Op | None]:
    """The scores, and the level that was taken from them."""
    if shifted.name == "subtract" and len(shifted.refs()) == 2:
        scores, level = program[shifted.refs()[0]], unmoved(program, program[shifted.refs()[1]])
        if level.name in LEVELS and level.refs() and np.shape(scores.value) == np.shape(shifted.value):
            return scores, level
    return shifted, None


def unmoved(program: Program, op: Op) -> Op:
    """What a value was before it was only reshaped."""
    while op.name in MOVES and op.refs():
        op = program[op.refs()[0]]
    return op


def axes_of(op: Op, ndim: int) -> tuple[int, ...]:
    """The axes that a reduction runs over, counted from 0; a sum of row after row runs over the first."""
    if op.name == "add":
        return (0,)
    axis: Any = op.kwargs.get("axis", op.args[1] if len(op.args) > 1 else None)
    if axis is None:
        return (0,) if op.name.endswith(".reduce") and "axis" not in op.kwargs else tuple(range(ndim))
    parts = axis if isinstance(axis, tuple) else (axis,)
    return tuple(int(part) % ndim for part in parts if isinstance(part, (int, np.integer)))
