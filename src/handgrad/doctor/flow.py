"""Flow: what a recorded value depends on, measured by changing one row of the data and looking at what changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from handgrad.doctor.anatomy import Anatomy
from handgrad.doctor.slices import MOVES, ancestors, dependents, influences
from handgrad.program.operations import perform
from handgrad.program.program import Op, Program, Ref, substitute
from handgrad.program.record import Recording

NEARBY = 60
"""How many operations are looked at after a value."""

TRIES = ((1.7, 0.9), (-0.8, -0.6))
"""How a row is changed: factor and summand."""


@dataclass
class Flow:
    """The whole recorded Program, training and what comes after it, as one flow from data to results."""

    recording: Recording
    anatomy: Anatomy

    @property
    def program(self) -> Program:
        """Every recorded operation."""
        return self.recording.program

    @cached_property
    def versions(self) -> set[int]:
        """Every value that a parameter ever had."""
        return {version for number in self.anatomy.parameters for version in self.anatomy.states[number].versions}

    @cached_property
    def moving(self) -> set[int]:
        """Operations that depend on a parameter."""
        return dependents(self.program, range(len(self.program)), self.versions)

    @cached_property
    def depends(self) -> dict[int, frozenset[int]]:
        """For each operation, the numbers of the parameters it depends on."""
        numbers = {v: number for number in self.anatomy.parameters for v in self.anatomy.states[number].versions}
        return influences(self.program, range(len(self.program)), numbers)

    def finished(self, index: int) -> bool:
        """Whether a value is a result: no parameter but those it was computed from goes into what becomes of it."""
        if not self.depends.get(index) or self.origin(index) in self.versions:
            return False
        nearby = range(index, min(index + NEARBY, len(self.program)))
        later = dependents(self.program, nearby, [index]) - self.versions
        fresh = (
            self.depends[ref] for i in later for ref in self.program[i].refs() if self.origin(ref) in self.versions
        )
        return all(numbers <= self.depends[index] for numbers in fresh)

    @cached_property
    def evaluation(self) -> int:
        """Where what comes after the training begins."""
        last = max(self.versions, default=0)
        return self.recording.tail_start if self.recording.tail_start is not None else last + 1

    def data(self, index: int) -> list[int]:
        """Arrays without a parameter in them that take part in a value: inputs, masks, constants; in order."""
        inside = [i for i in ancestors(self.program, [index], stop=self.versions) if i in self.moving]
        found = {
            ref
            for i in inside
            if i not in self.versions
            for ref in self.program[i].refs()
            if ref not in self.moving and is_array(self.program[ref].value)
        }
        return sorted(found)

    def ripple(self, changed: Mapping[int, Any], wanted: Iterable[int]) -> dict[int, Any]:
        """The `wanted` values when some others are `changed` and everything else is as it was recorded."""
        goal = list(wanted)
        needed = ancestors(self.program, goal, stop={*changed, *self.versions})
        moved = dependents(self.program, needed, changed)
        values = dict(changed)
        with np.errstate(all="ignore"):
            for index in needed:
                if index in moved and index not in changed:
                    values[index] = self.performed(self.program[index], values)
        return {index: values.get(index, self.program[index].value) for index in goal}

    def performed(self, op: Op, values: Mapping[int, Any]) -> Any:
        """One operation, performed anew."""

        def value_of(ref: Ref) -> Any:
            return values[ref.index] if ref.index in values else self.program[ref.index].value

        return perform(op.name, substitute(op.args, value_of), substitute(op.kwargs, value_of))

    def sample_axis(self, index: int) -> int | None:
        """The axis of a value along which each place belongs to one sample of the data; None where that is not so."""
        found = {self.row_axis(data, index) for data in self.data(index)} - {None}
        return found.pop() if len(found) == 1 else None

    def row_axis(self, data: int, index: int) -> int | None:
        """The axis of a value on which row j alone changes when row j of `data` is changed."""
        shape = np.shape(self.program[index].value)
        given = np.asarray(self.program[data].value)
        for side in range(given.ndim):
            rows = (0, given.shape[side] - 1)
            candidates = [axis for axis, length in enumerate(shape) if length == given.shape[side] > 1]
            changes = [self.changed(data, side, row, index) for row in rows] if candidates else []
            for axis in candidates:
                if all(only(change, axis, row) for change, row in zip(changes, rows, strict=True)):
                    return axis
        return None

    def changed(self, data: int, side: int, row: int, index: int) -> Any:
        """Where a value changes when one row of `data` does; None where that cannot be performed."""
        before = np.asarray(self.program[index].value)
        found = np.zeros(before.shape, dtype=bool)
        for factor, summand in TRIES:
            other = np.array(self.program[data].value, dtype=float)
            place = (slice(None),) * side + (row,)
            other[place] = other[place] * factor + summand
            try:
                after = np.asarray(self.ripple({data: other}, [index])[index])
            except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError):
                return None
            if after.shape != before.shape:
                return None
            found |= ~np.isclose(after, before, rtol=1e-9, atol=1e-300)
        return found

    def origin(self, index: int) -> int:
        """What a value is only a rearrangement of."""
        op = self.program[index]
        while op.name in MOVES - {"pack", "concatenate", "setitem", "setwindow"} and op.refs():
            op = self.program[op.refs()[0]]
        return op.index


def only(change: Any, axis: int, row: int) -> bool:
    """Whether a change touches the place `row` of an axis and no other."""
    if change is None or not change.any():
        return False
    along = change.any(axis=tuple(i for i in range(change.ndim) if i != axis))
    return bool(along[row]) and int(along.sum()) == 1


def is_array(value: Any) -> bool:
    """Whether a value is a numeric array with more than one element."""
    return isinstance(value, np.ndarray) and value.size > 1 and value.dtype.kind in "fiub"
