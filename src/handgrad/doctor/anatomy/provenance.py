"""Provenance: from which row of which array each row of a batch was taken, however it was shuffled or scaled."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.sorts import JOINS, MOVES, WRITES
from handgrad.program.operations import perform
from handgrad.program.program import Op, Program, Ref, substitute

MOST = 4
"""How many sources of one value are followed."""

SCALING = {"add", "subtract", "multiply", "divide", "true_divide", "negative", "power", "clip", "maximum", "minimum",
           "greater", "less", "greater_equal", "less_equal", "equal", "not_equal", "log", "sqrt", "tanh", "where",
           "log1p", "sin", "cos", "exp", "absolute", "square", "floor", "round", "logical_and", "logical_or",
           "logical_xor", "bitwise_and", "bitwise_or", "bitwise_xor", "logical_not", "remainder", "mod"}  # fmt: skip
"""Operations whose every number belongs to the row that the operand's number belonged to."""


@dataclass(frozen=True)
class Source:
    """Numbers taken from an array: the operation that made the array, and the flat place of each number in it."""

    root: int
    places: Any
    """An integer array in the shape of the value."""
    path: tuple[int, ...] = ()
    """The operations that moved the numbers, latest first."""


class Provenance:
    """Follows values of a Program back to the arrays their numbers were taken from."""

    def __init__(self, program: Program, stop: Collection[int] = ()) -> None:
        self.program = program
        self.stop = stop
        """Operations that are not looked behind."""
        self.known: dict[int, tuple[Source, ...]] = {}

    def sources(self, index: int) -> tuple[Source, ...]:
        """Where a value's numbers come from; a value that is computed otherwise is its own source."""
        todo = [index]
        while todo:
            now = todo[-1]
            op = self.program[now]
            wanted = [ref for ref in (*self.followed(op), *self.pickers(op)) if ref not in self.known]
            if wanted and now not in self.known:
                todo.extend(wanted)
            else:
                todo.pop()
                self.known.setdefault(now, self.found(self.program[now]))
        return self.known[index]

    def followed(self, op: Op) -> list[int]:
        """The operands whose numbers a value's numbers are."""
        if op.index in self.stop:
            return []
        shape = np.shape(op.value)
        if op.name in MOVES | JOINS and op.refs():
            return whole(self.program, op)
        if op.name in SCALING:
            return [ref for ref in dict.fromkeys(op.refs()) if np.shape(self.program[ref].value) == shape and shape][
                :MOST
            ]
        return []

    def found(self, op: Op) -> tuple[Source, ...]:
        """The sources of a value whose operands' sources are known."""
        own = (Source(op.index, np.arange(np.size(op.value)).reshape(np.shape(op.value))),)
        operands = self.followed(op)
        if not operands:
            return own
        if op.name in SCALING:
            return tuple(source for ref in operands for source in self.known[ref])[:MOST]
        roots = dict.fromkeys(source.root for ref in operands for source in self.known[ref])
        moved = [self.moved(op, operands, root) for root in list(roots)[:MOST]]
        kept = tuple(source for source in moved if source is not None)
        if kept and op.name not in JOINS and not self.grows(op, operands):
            return kept
        picked = tuple(self.spread(op, source) for ref in self.pickers(op) for source in self.known[ref])
        return (*own, *picked, *kept)[:MOST]

    def pickers(self, op: Op) -> list[int]:
        """Class numbers by which rows are picked: every number of a row belongs to the row of its class number."""
        if op.name != "getitem" or op.index in self.stop or not op.refs():
            return []
        index = op.args[1].index if isinstance(op.args[1], Ref) else -1
        value = np.asarray(self.program[index].value) if index >= 0 else np.zeros(())
        rows = value.ndim == 1 and value.dtype.kind in "iu" and np.shape(op.value)[:1] == value.shape
        return [index] if rows and self.grows(op, [op.refs()[0]]) else []

    def spread(self, op: Op, source: Source) -> Source:
        """The source of each picked row's class number for all numbers of the row."""
        places = np.reshape(source.places, (-1, *[1] * (np.ndim(op.value) - 1)))
        return Source(source.root, np.broadcast_to(places, np.shape(op.value)), source.path)

    def grows(self, op: Op, operands: list[int]) -> bool:
        """Whether a value has more numbers than what they were taken from, as rows picked by class numbers have."""
        return np.size(op.value) > max(np.size(self.program[ref].value) for ref in operands)

    def moved(self, op: Op, operands: list[int], root: int) -> Source | None:
        """The same move made with the places in place of the numbers; -1 for numbers from elsewhere."""
        mine = {ref: next((s for s in self.known[ref] if s.root == root), None) for ref in operands}
        path = next(source.path for source in mine.values() if source is not None)

        def value_of(ref: Ref) -> Any:
            source = mine.get(ref.index)
            if source is not None:
                return source.places
            value = self.program[ref.index].value
            return np.full(np.shape(value), -1) if ref.index in mine or op.name in JOINS else value

        kwargs = {key: value for key, value in op.kwargs.items() if key != "dtype"}
        try:
            args = substitute(op.args[:1] if op.name in ("astype", "pack") else op.args, value_of)
            places = np.asarray(
                args[0] if op.name == "astype" else perform(op.name, args, substitute(kwargs, value_of))
            )
        except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError):
            return None
        if places.shape != np.shape(op.value) or places.dtype.kind not in "iu":
            return None
        return Source(root, places, (op.index, *path))

    def rows(self, source: Source, axis: int | None) -> list[tuple[int, Any]]:
        """(rows in all, row of each sample) for each axis of the root that the samples may lie along.

        `axis` is that of the samples in the value; None where the value is one sample.
        """
        shape = np.shape(self.program[source.root].value)
        known = source.places >= 0
        found = []
        for side, coordinate in enumerate(np.unravel_index(np.maximum(source.places, 0), shape) if shape else ()):
            others = tuple(i for i in range(coordinate.ndim) if i != axis)
            first = np.where(known, coordinate, shape[side]).min(axis=others)
            last = np.where(known, coordinate, -1).max(axis=others)
            if shape[side] > 1 and np.array_equal(first, last):
                found.append((shape[side], np.ravel(first)))
        return found


def whole(program: Program, op: Op) -> list[int]:
    """The operands that a move moves, where they are arrays or stand in a list of them."""
    if op.name in WRITES:
        return []
    refs = op.refs() if op.name in JOINS else [part.index for part in op.args[:1] if isinstance(part, Ref)]
    if op.name == "pack" and len(refs) > LONGEST:
        return []
    return [ref for ref in dict.fromkeys(refs) if op.name == "pack" or np.ndim(program[ref].value)]


LONGEST = 512
"""How many parts of a list are followed."""
