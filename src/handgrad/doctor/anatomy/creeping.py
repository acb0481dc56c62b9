"""Creeping: parameters that every step moves by constants alone, because their gradient was left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors, dependents
from handgrad.doctor.anatomy.sorts import ELEMENTWISE, WEIGHING
from handgrad.program.program import Op, Program, Site

CONSTANT = ("literal", "zeros", "ones", "full", "zeros_like", "ones_like", "full_like")
"""Where numbers come from that no data and no gradient is in."""


def creeping(
    program: Program, parameters: Sequence[Sequence[int]], others: Mapping[int, Sequence[int]]
) -> Iterator[int]:
    """Which of the other states are biases or weights that move by constants that also scale the parameters' steps.

    The versions of each parameter are given, and those of the other states by number.
    """
    found = {number: constants_of(program, versions) for number, versions in others.items()}
    found = {number: constants for number, constants in found.items() if constants}
    if not found or not parameters:
        return
    rates = {value for versions in parameters for value in numbers_of(program, versions, parameters)}
    moving = dependents(program, range(len(program)), (versions[0] for versions in parameters))
    for number, constants in found.items():
        if constants & rates and is_used(program, others[number], moving):
            yield number


def constants_of(program: Program, versions: Sequence[int]) -> set[float]:
    """The numbers that a state's change consists of; none where anything else is in it."""
    if np.asarray(program[versions[0]].value).dtype.kind != "f":
        return set()
    todo, seen, found = [versions[1]], {versions[0]}, set[float]()
    while todo:
        index = todo.pop()
        if index in seen:
            continue
        seen.add(index)
        op = program[index]
        if (op.origin not in CONSTANT) if op.name == "leaf" else (op.name not in ELEMENTWISE):
            return set()
        found.update(literal(op))
        todo.extend(op.refs())
    return found


def numbers_of(program: Program, versions: Sequence[int], parameters: Sequence[Sequence[int]]) -> Iterator[float]:
    """The numbers of the source that go into a parameter's change."""
    stop = {version for own in parameters for version in own} - {versions[1]}
    for index in ancestors(program, [versions[1]], stop=stop):
        yield from literal(program[index])


def literal(op: Op) -> Iterator[float]:
    """A number that is written in the source."""
    if op.origin == "literal" and np.size(op.value) == 1:
        yield float(op.value)


def is_used(program: Program, versions: Sequence[int], moving: set[int]) -> bool:
    """Whether each version but the last is added to what depends on a parameter, or multiplied, by the same code."""
    moves = not np.array_equal(program[versions[0]].value, program[versions[1]].value)
    return bool(frozenset.intersection(*(used_at(program, version, moving, moves) for version in versions[:2])))


def used_at(program: Program, version: int, moving: set[int], moves: bool) -> frozenset[Site | None]:
    """Where a value is added to what depends on a parameter, or, if it moves at all, is a matrix of a product."""
    uses = [op for op in program.ops[version + 1 :] if version in op.refs()]
    added = (op for op in uses if op.name == "add" and any(ref in moving for ref in op.refs() if ref != version))
    multiplied = (op for op in uses if op.name in WEIGHING and moves)
    return frozenset(op.site for op in (*added, *multiplied))
