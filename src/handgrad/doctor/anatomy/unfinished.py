"""Unfinished values: parameters and inputs in other arrangements, and what a parameter has yet to go into."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from handgrad.doctor.anatomy.slices import scaled
from handgrad.doctor.anatomy.sorts import MOVES, READS
from handgrad.program.program import Op, Program
from handgrad.program.trace import spelled

if TYPE_CHECKING:
    from handgrad.doctor.anatomy.steps import Step

Depends = dict[int, frozenset[int]]
"""Value -> the parameters that it depends on."""


def find_unfinished(program: Program, step: Step, depends: Depends, direct: set[int]) -> set[int]:
    """Values on whose way lies a parameter that has not gone into them yet, other than to be moved by them."""
    found: set[int] = set()
    updates = set(step.after.values())
    for index in reversed(step.slice):
        refs = program[index].refs() if index not in updates else ()
        fresh = frozenset().union(*(depends.get(ref, frozenset()) for ref in refs if ref in direct))
        for ref in refs:
            if ref in direct or not depends.get(ref):
                continue
            if index in found or fresh - depends[ref]:
                found.add(ref)
    return found


def rearranged(program: Program, inputs: set[int]) -> set[int]:
    """The inputs, the same parts of the data read again, and what rearranges or scales those or their negatives."""
    found = {*inputs, *(ref for i in inputs if program[i].name == "negative" for ref in program[i].refs())}
    read = [program[i] for i in inputs if program[i].name in READS]
    bases, parts = {op.refs()[0] for op in read}, {spelled(op.args) for op in read}
    for op in program.ops:
        base = op.refs()[0] if op.name in MOVES and op.refs() else None
        if (
            base in found
            or not found.isdisjoint(scaled(program, op))
            or (base in bases and op.name in READS and spelled(op.args) in parts)
        ):
            found.add(op.index)
    return found


def direct_parameters(program: Program, step: Step, depends: Depends) -> set[int]:
    """Parameters and what is only a rearrangement of one: transposes, rows, reshapes, one number moved a little."""
    found = set(step.numbers)
    for index in step.slice:
        op = program[index]
        if index not in found and op.name in MOVES:
            numeric = [ref for ref in op.refs() if depends.get(ref)]
            if numeric and all(ref in found or is_nudge(program[ref], depends, found) for ref in numeric):
                found.add(index)
    return found


def is_nudge(op: Op, depends: Depends, direct: set[int]) -> bool:
    """Whether a value is one number of a parameter, moved by a constant to measure a slope."""
    numeric = [ref for ref in op.refs() if depends.get(ref)]
    return op.name in ("add", "subtract") and np.size(op.value) == 1 and len(numeric) == 1 and numeric[0] in direct
