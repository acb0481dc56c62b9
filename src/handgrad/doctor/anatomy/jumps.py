"""Jumps: parameters whose effect passes an operation that is flat but for jumps, so that no derivative describes it.

A step, a sign, a rounding or a choice has the derivative 0 wherever it has one. What is sent back through it (straight
through, or with the slope of something smooth in its place) is chosen, and cannot be compared with a derivative. A mask
of a relu and the place of a maximum are flat as well, but what they go into does not jump where they do.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors, influences
from handgrad.doctor.anatomy.sorts import WRITES
from handgrad.doctor.anatomy.steps import Step
from handgrad.program.operations import find
from handgrad.program.operations.dtypes import kind
from handgrad.program.program import Op, Program, operands

SIZES = (1.0, 10.0, 100.0, 1e3, 1e4)
"""How far parameters are moved, in their own size, until a flat operation gives another value; small ones go far."""
HALVINGS = 30
"""How often the way there is cut in half."""
JUMP = 1e-6
"""What share of the change on the whole way is left at a jump, on a stretch that is so much shorter."""

Values = Mapping[int, Any]
Look = Callable[[float], tuple[Any, Any]]


def jumping(step: Step, values: Values, ends: Collection[int]) -> frozenset[int]:
    """The numbers of the parameters for which `ends` jump where a flat operation on the way to them does."""
    forward = ancestors(step.program, ends)
    depends = influences(step.program, forward, step.numbers)
    found: dict[Any, list[int]] = {}
    for index in forward:
        if depends[index] and is_flat(step.program, step.program[index], depends):
            found.setdefault(step.program[index].site, []).append(index)
    steps = [group for group in found.values() if jumps(step, values, group, ends)]
    return frozenset().union(*(depends[index] for group in steps for index in group))


def is_flat(program: Program, op: Op, depends: Mapping[int, frozenset[int]]) -> bool:
    """Whether an operation makes numbers that have no slope of those that have one and depend on parameters."""
    if op.name in WRITES or not any(depends.get(ref) and kind(program[ref].value) == "f" for ref in op.refs()):
        return False
    if kind(op.value) in tuple("biu"):
        return True
    operation = find(op.name)
    args, kwargs = operation.arranged(op.args, op.kwargs)
    given: list[tuple[int | str, Any]] = [*enumerate(args), *kwargs.items()]
    keys = [key for key, structure in given if any(depends.get(ref.index) for ref in operands(structure))]
    return all(key in operation.backward and operation.backward[key] is None for key in keys)


def jumps(step: Step, values: Values, group: list[int], ends: Collection[int]) -> bool:
    """Whether `ends` jump where flat operations give other values, on a line through the parameters' values."""
    random = np.random.default_rng(0)
    start = {before: np.asarray(values[before], dtype=float) for before in step.before.values()}
    ways = {before: random.standard_normal(here.shape) * size_of(here) for before, here in start.items()}

    def look(place: float) -> tuple[Any, Any]:
        given = {before: start[before] + place * ways[before] for before in start}
        found = step.program.replay([*group, *ends], given)
        return row_of(found, group), row_of(found, ends)

    try:
        far = next((size for size in SIZES if not np.array_equal(look(0.0)[0], look(size)[0])), None)
        return far is not None and is_jump(look, far)
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError):
        return False


def row_of(values: Values, indices: Collection[int]) -> Any:
    """Some values laid side by side."""
    return np.concatenate([np.ravel(values[index]) for index in indices])


def size_of(array: Any) -> float:
    """The usual size of an array's numbers; 1 where all are zero."""
    return float(np.sqrt(np.mean(array**2))) or 1.0


def is_jump(look: Look, far: float) -> bool:
    """Whether ends change where flat values do, however near two places are: of two halves the one of more change."""
    low, high = 0.0, far
    (flat_low, end_low), (flat_high, end_high) = look(low), look(high)
    least = JUMP * distance(end_low, end_high)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        flat, end = look(middle)
        first = distance(end_low, end) if np.any(flat != flat_low) else -1.0
        second = distance(end, end_high) if np.any(flat != flat_high) else -1.0
        if first > second:
            high, flat_high, end_high = middle, flat, end
        else:
            low, flat_low, end_low = middle, flat, end
        if distance(end_low, end_high) <= least:
            return False
    return True


def distance(one: Any, other: Any) -> float:
    """How far two rows of numbers are apart."""
    return float(np.linalg.norm(other - one))
