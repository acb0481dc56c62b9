"""Slices: what depends on what in a Program, and what its operations do to numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.sorts import BLANK, COPIES, JOINS, LOGARITHMS, MOVES, READS, SCALES, WRITES
from handgrad.program.operations import perform
from handgrad.program.program import Op, Program, Ref, Site, substitute
from handgrad.program.trace import spelled

Called = tuple[Site | None, tuple[Site, ...]]
"""A place in the source, and the calls that led there."""

NEARBY = 600
"""Operations after which nothing is made of an array's size any more."""

UNPACKING = {"getitem", "window", "reshape"}
"""Operations that end the way of an array through a long vector of all of them."""
FLATTENING = {"ravel", "flatten", "reshape"}
"""Operations that begin it."""
LONGEST_STEP = 8
"""How many additions may be made to the vector."""


MOST_TYPED = 200
"""Of how many operations a value is made at most that comes of numbers of the source alone."""


def called(op: Op) -> Called:
    """Where in the source an operation stands, calls included."""
    return op.site, op.stack


def ancestors(program: Program, start: Iterable[int], stop: Iterable[int] = (), since: int = 0) -> list[int]:
    """Operations that `start` depends on, themselves included, none behind `stop` or before `since`; in order."""
    return sorted(traced_back(program, start, stop, since))


def traced_back(program: Program, start: Iterable[int], stop: Iterable[int] = (), since: int = 0) -> Iterator[int]:
    """The same, one after the other as they are met."""
    ops, limit, todo, seen = program.ops, set(stop), list(start), set[int]()
    while todo:
        index = todo.pop()
        if index in seen:
            continue
        seen.add(index)
        yield index
        if index not in limit:
            refs = ops[index].refs()
            todo += [ref for ref in refs if ref >= since] if since else refs


def dependents(program: Program, among: Iterable[int], on: Iterable[int]) -> set[int]:
    """Of the operations `among` (in order), those that depend on any of `on`; `on` included."""
    ops, found = program.ops, set(on)
    for index in among:
        if index not in found and not found.isdisjoint(ops[index].refs()):
            found.add(index)
    return found


def influences(program: Program, among: Iterable[int], sources: Mapping[int, int]) -> dict[int, frozenset[int]]:
    """For each of the operations `among` (in order), which sources' numbers it depends on."""
    found: dict[int, frozenset[int]] = {}
    nothing: frozenset[int] = frozenset()
    for index in among:
        if index in sources:
            found[index] = frozenset([sources[index]])
            continue
        mine = nothing
        for ref in program[index].refs():
            other = found.get(ref, nothing)
            mine = other if mine <= other else mine if other <= mine else mine | other
        found[index] = mine
    return found


def is_drawn(program: Program, indices: Iterable[int], since: int = 0) -> bool:
    """Whether values were made of random numbers, drawn at operation `since` or later."""
    return any(program[index].origin.startswith("random.") for index in ancestors(program, indices, since=since))


def is_typed(program: Program, index: int) -> bool:
    """Whether a value is made of nothing but numbers of the source."""
    made_of = [program[each] for each in islice(traced_back(program, [index]), MOST_TYPED + 1)]
    return len(made_of) <= MOST_TYPED and all(op.name != "leaf" or op.origin == "literal" for op in made_of)


def takes_logarithm(ops: Iterable[Op]) -> bool:
    """Whether a logarithm is among some operations."""
    return any(op.name in LOGARITHMS for op in ops)


def shape(value: Any) -> tuple[int, ...]:
    """The shape of a recorded value; of a number or a list, ()."""
    return getattr(value, "shape", ())


def single(value: Any) -> bool:
    """Whether a recorded value is one number."""
    return getattr(value, "size", 1) == 1


def is_number_like(op: Op) -> bool:
    """Whether an operation's value is a number or a numeric array."""
    return isinstance(op.value, (np.ndarray, float, int, np.floating, np.integer)) and not isinstance(op.value, bool)


def copied(program: Program, op: Op) -> int | None:
    """The operation whose value `op` is, only copied, spread over the same shape or seen through a full slice."""
    if op.name not in COPIES or not op.args or not isinstance(op.args[0], Ref):
        return None
    first = program[op.args[0].index]
    return first.index if shape(first.value) == shape(op.value) else None


def scaled(program: Program, op: Op) -> list[int]:
    """What `op` is a multiple of, by a single number (`beta * v`); empty when it is nothing of the kind."""
    if op.name not in SCALES or len(op.args) != 2:
        return []
    found = []
    for one, other in ((op.args[0], op.args[1]), (op.args[1], op.args[0])):
        factor = program[other.index].value if isinstance(other, Ref) else other
        if isinstance(one, Ref) and single(factor) and shape(program[one.index].value) == shape(op.value):
            found.append(one.index)
            if op.name == "divide":
                break
    return found


def resized(program: Program, op: Op) -> list[int]:
    """What `op` is, brought to another size row by row: times or by something smaller that was made of it."""
    refs = op.refs()
    if op.name not in SCALES or len(refs) != 2 or single(op.value):
        return []
    first = [
        one
        for one, other in zip(refs, refs[::-1], strict=True)
        if shape(program[one].value) == shape(op.value) != shape(program[other].value) and sizing(program, op, one)
    ]
    return first if op.name == "multiply" or first == refs[:1] else []


def sizing(program: Program, op: Op, base: int) -> list[int]:
    """The operations that make of an array `base` what it is multiplied or divided by: its norm, how far that is to go.

    They come right behind it.
    """
    if op.name not in SCALES or single(op.value):
        return []
    others = [ref for ref in op.refs() if ref != base]
    if len(others) != 1 or base not in op.refs():
        return []
    if not base < others[0] < base + NEARBY:
        return []
    inside = ancestors(program, others, [base], since=base)
    return [index for index in inside if index != base] if base in inside else []


def previous(program: Program, op: Op) -> list[int]:
    """Operands that `op` may be the next version of: same shape, changed by adding or scaling, or written into."""
    if op.name in WRITES:
        first = op.args[0]
        return rewritten(program, op) or ([first.index] if isinstance(first, Ref) else [])
    if not is_number_like(op):
        return []
    same = copied(program, op)
    if same is not None:
        return [same]
    if op.name in UNPACKING:
        return unpacked(program, op)
    if op.name not in ("add", "subtract"):
        return scaled(program, op) or resized(program, op)
    found = [part.index for part in op.args[: 1 + (op.name == "add")] if isinstance(part, Ref)]
    found = [index for index in found if shape(program[index].value) == shape(op.value)]
    begun = [index for index in found if is_begun(program[index])]
    return begun or found


def is_begun(op: Op) -> bool:
    """Whether a sum begins with this number, a 0 of the source: what is added to it first is no version of the sum."""
    return op.name == "leaf" and op.origin == "literal" and np.ndim(op.value) == 0 and op.value == 0


def rewritten(program: Program, op: Op) -> list[int]:
    """The array whose part `op` is the first to write into a new one, changed (`new[k] = old[k] - rate * g`)."""
    if op.name != "setitem" or not isinstance(op.args[0], Ref) or not isinstance(op.args[2], Ref):
        return []
    base, part, count = program[op.args[0].index], program[op.args[2].index], 0
    if not is_blank(base):
        return []
    while part.name in ("add", "subtract") and count < LONGEST_STEP and (old := previous(program, part)):
        part, count = program[old[0]], count + 1
    same = count and part.name in READS and spelled(part.args[1:]) == spelled(op.args[1:2])
    source = part.refs()[:1] if same else []
    return source if source and shape(program[source[0]].value) == shape(op.value) else []


def is_blank(op: Op) -> bool:
    """Whether an array is new and has nothing of others but their shape."""
    return op.name in BLANK or (op.name == "leaf" and op.origin in BLANK)


def unmoved(program: Program, index: int) -> Op:
    """What a value was before it was only rearranged."""
    op = program[index]
    while op.name in MOVES and op.refs():
        op = program[op.refs()[0]]
    return op


def unpacked(program: Program, op: Op) -> list[int]:
    """The array that `op` is a changed version of, where all were joined to one vector, changed and taken apart."""
    piece = op
    while piece.name == "reshape" and piece.refs():
        piece = program[piece.refs()[0]]
    if piece.name not in READS or np.ndim(piece.value) != 1 or not piece.refs():
        return []
    index, count = piece.refs()[0], 0
    while (
        program[index].name in ("add", "subtract")
        and count < LONGEST_STEP
        and (old := previous(program, program[index]))
    ):
        index, count = old[0], count + 1
    parts = program[index].refs() if count and program[index].name in JOINS else []
    ends = np.cumsum([0, *(np.size(program[part].value) for part in parts)])
    if np.shape(program[index].value) != (ends[-1],):
        return []
    places = perform(
        piece.name, (np.arange(ends[-1]), *substitute(piece.args[1:], lambda ref: program[ref.index].value))
    )
    for part, begin, end in zip(parts, ends, ends[1:], strict=False):
        if np.array_equal(places, np.arange(begin, end)):
            while shape(program[part].value) != shape(op.value) and program[part].name in FLATTENING:
                part = program[part].refs()[0]
            return [part] if shape(program[part].value) == shape(op.value) else []
    return []
