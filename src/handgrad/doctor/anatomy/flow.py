"""Flow: what a recorded value depends on, measured by changing one row of the data and looking at what changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors, dependents, influences
from handgrad.doctor.anatomy.sorts import MOVES, PRODUCTS, WRITES
from handgrad.doctor.anatomy.study import Anatomy
from handgrad.program.operations import perform
from handgrad.program.program import Op, Program, Ref, Site, substitute
from handgrad.program.record import Recording

NEARBY = 60
"""How many operations are looked at after a value."""

LONGEST = 600
"""Writes in a row that may make one change of a value."""

TRIES = ((1.7, 0.9), (-0.8, -0.6))
"""How a row is changed: factor and summand."""


@dataclass(frozen=True)
class Application:
    """A parameter applied to a value."""

    op: Op
    number: int
    """The parameter's state number."""
    parameter: int
    value: int

    @property
    def key(self) -> tuple[Site | None, tuple[Site, ...]]:
        """Where it stands, and the calls that led there."""
        return self.op.site, self.op.stack


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
    def numbers(self) -> dict[int, int]:
        """Every value that a parameter ever had -> the parameter's number; those after the recorded steps included."""
        states = self.anatomy.states
        found = {version: number for number in self.anatomy.parameters for version in states[number].versions}
        last = max(found, default=0)
        places = {(number, key_of(self.program[version])) for version, number in found.items()}
        keys = {key for _, key in places}
        for op in self.program.ops[last + 1 :]:
            number = self.successor(op, found) if key_of(op) in keys else None
            if number is not None and (number, key_of(op)) in places:
                found[op.index] = number
        return found

    def successor(self, op: Op, found: Mapping[int, int]) -> int | None:
        """The parameter whose next value an operation may give, by what it changes."""
        now = op
        for _ in range(LONGEST):
            refs = [ref for ref in now.refs() if np.shape(self.program[ref].value) == np.shape(op.value)]
            for ref in refs:
                whole = self.program[ref].refs()[0] if self.program[ref].name == "getitem" else ref  # as `w[...]` is
                if ref in found or whole in found:
                    return found.get(ref, found.get(whole))
            if now.name not in (*WRITES, "broadcast_to") or not refs:  # `w[...] = new` writes `new` in all of w's shape
                return None
            now = self.program[refs[0]]
        return None

    @cached_property
    def versions(self) -> set[int]:
        """Every value that a parameter ever had."""
        return set(self.numbers)

    @cached_property
    def moving(self) -> set[int]:
        """Operations that depend on a parameter."""
        return dependents(self.program, range(len(self.program)), self.versions)

    @cached_property
    def depends(self) -> dict[int, frozenset[int]]:
        """For each operation, the numbers of the parameters it depends on."""
        return influences(self.program, range(len(self.program)), self.numbers)

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
        known = (version for number in self.anatomy.parameters for version in self.anatomy.states[number].versions)
        start = self.recording.tail_start
        return start if start is not None else max(known, default=0) + 1

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

    def data_without_masks(self, index: int) -> list[int]:
        """The arrays that take part in a value, without those that were drawn at random for it alone."""
        return [self.origin(i) for i in self.data(index) if not self.drawn_late(i)]

    def drawn_late(self, index: int) -> bool:
        """Whether a value was made of random numbers drawn since the training began."""
        inside = ancestors(self.program, [index])
        return any(i > self.first_step and self.program[i].origin.startswith("random.") for i in inside)

    def copied_late(self, index: int) -> bool:
        """Whether the rows that go into a value were each copied several times since the training began."""
        inside = ancestors(self.program, [i for i in self.data(index) if not self.drawn_late(i)])
        return any(i > self.first_step and self.program[i].name in ("tile", "repeat") for i in inside)

    @cached_property
    def first_step(self) -> int:
        """The first change of a parameter."""
        return min((v for v in self.versions if self.program[v].name != "leaf"), default=0)

    def ripple(self, changed: Mapping[int, Any], wanted: Iterable[int]) -> dict[int, Any]:
        """The `wanted` values when some others are `changed` and everything else is as it was recorded."""
        goal = list(wanted)
        needed = ancestors(self.program, goal, stop={*changed, *self.versions.difference(goal)})
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

    def sample_axis(self, index: int, among: Collection[int] | None = None) -> int | None:
        """The axis of a value along which each place belongs to one sample of the data; None where that is not so.

        With `among` only these axes are of interest: the first other one that is found ends the search.
        """
        found: set[int] = set()
        for data in self.data(index):
            axis = self.row_axis(data, index)
            found |= set() if axis is None else {axis}
            if len(found) > 1 or (among is not None and not found <= set(among)):
                return None
        return next(iter(found), None)

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

    @cached_property
    def applications(self) -> list[Application]:
        """Where parameters are multiplied with values, in training and outside it, in order."""
        found = []
        for op in self.program.ops:
            if op.name in PRODUCTS and op.index in self.moving and len(op.args) >= 2:
                refs = [part.index for part in op.args[:2] if isinstance(part, Ref)]
                for own, other in (refs, refs[::-1]) if len(refs) == 2 else ():
                    number = self.parameter(own)
                    if number is not None and self.parameter(other) is None:
                        found.append(Application(op, number, own, other))
        return found

    def parameter(self, index: int) -> int | None:
        """The number of the parameter that a value is, scaled or rearranged at most."""
        op = self.program[index]
        while op.index not in self.versions and op.refs() and op.index in self.moving:
            scaled = [ref for ref in op.refs() if ref in self.moving]
            if op.name not in MOVES | {"multiply", "divide"} or len(scaled) != 1 or not self.by_numbers(op):
                return None
            op = self.program[scaled[0]]
        return next(iter(self.depends[op.index])) if op.index in self.versions else None

    def by_numbers(self, op: Op) -> bool:
        """Whether a product is one with single numbers only, or a move."""
        others = [ref for ref in op.refs() if ref not in self.moving]
        return op.name in MOVES or all(np.size(self.program[ref].value) == 1 for ref in others)

    @cached_property
    def trained(self) -> set[int]:
        """Operations that new versions of parameters were made from."""
        return set(ancestors(self.program, self.versions))

    def outside(self, application: Application) -> bool:
        """Whether a parameter is applied outside the training steps: on another way of calls than in any of them."""
        return application.key not in self.training_keys and application.op.index not in self.trained

    def entered(self, application: Application) -> Site | None:
        """The innermost place of the calls that lead to an application and that training does not share."""
        shared = {site for key in self.training_keys for site in (key[0], *key[1])}
        places = [site for site in (application.op.site, *application.op.stack) if site is not None]
        return next((site for site in places if site not in shared), places[-1] if places else None)

    @cached_property
    def training_keys(self) -> set[Any]:
        """The places, calls included, at which parameters are applied in training steps."""
        return {each.key for each in self.applications if each.op.index in self.trained}

    def origin(self, index: int) -> int:
        """What a value is only a rearrangement of."""
        op = self.program[index]
        while op.name in MOVES - {"pack", "concatenate", "setitem", "setwindow"} and op.refs():
            op = self.program[op.refs()[0]]
        return op.index


def key_of(op: Op) -> tuple[str, Site | None]:
    """What an operation is and where it stands."""
    return op.name, op.site


def only(change: Any, axis: int, row: int) -> bool:
    """Whether a change touches the place `row` of an axis and no other."""
    if change is None or not change.any():
        return False
    along = change.any(axis=tuple(i for i in range(change.ndim) if i != axis))
    return bool(along[row]) and int(along.sum()) == 1


def is_array(value: Any) -> bool:
    """Whether a value is a numeric array with more than one element."""
    return isinstance(value, np.ndarray) and value.size > 1 and value.dtype.kind in "fiub"
