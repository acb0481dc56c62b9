"""Targets: data that meet a finished prediction, one that no further parameter will be applied to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.doctor.anatomy.plain_labels import PlainLabels
from handgrad.doctor.anatomy.readings import Places, is_data, is_real, plain_number
from handgrad.doctor.anatomy.slices import ancestors, copied, dependents, influences, scaled
from handgrad.doctor.anatomy.sorts import BLANK, CONTRACTIONS, JOINS, READS, SCALES
from handgrad.doctor.anatomy.unfinished import direct_parameters, find_unfinished, rearranged
from handgrad.program.program import Op, Program, Ref, substitute

if TYPE_CHECKING:
    from handgrad.doctor.anatomy.steps import Step

Meeting = tuple[int, int | None, int]


class Meetings:
    """Where the targets of one step meet its predictions."""

    def __init__(self, program: Program, step: Step, places: Places) -> None:
        self.program, self.step, self.places = program, step, places
        self.labels = PlainLabels(program, places)
        self.depends = influences(program, step.slice, step.numbers)
        self.direct = direct_parameters(program, step, self.depends)
        self.given_up: set[int] = set()
        self.inputs = rearranged(program, self.applied())
        self.remembering = dependents(step.program, step.slice, step.memory & set(step.slice))
        blank = {index for index in step.slice if program[index].name in BLANK}
        self.never = self.direct | self.faded() | blank
        """What is no prediction, whatever is done with it."""
        self.no_prediction = self.never | find_unfinished(program, step, self.depends, self.direct)

    def faded(self) -> set[int]:
        """Parameters times a constant: weight decay."""
        found = set()
        for index in self.step.slice:
            op = self.program[index]
            whole = [ref for ref in scaled(self.program, op) if ref in self.direct]
            others = [ref for ref in op.refs() if ref not in whole[:1]]
            if whole and not any(
                self.depends.get(ref) or is_data(self.program, self.places, op, ref) for ref in others
            ):
                found.add(index)
        return found

    def applied(self) -> set[int]:
        """Data that a parameter is applied to."""
        return {
            ref
            for index in self.step.slice
            if not self.direct.isdisjoint(self.program[index].refs())
            for ref in self.program[index].refs()
            if not self.depends.get(ref)
        }

    def find(self) -> None:
        """Where targets meet predictions, also behind a parameter that stands as forward on the way back."""
        if not self.looked_for():
            strict, arrays = self.no_prediction, self.as_arrays()
            self.no_prediction = self.never | find_unfinished(self.program, self.step, arrays, self.direct)
            if not self.looked_for():
                self.no_prediction = strict

    def as_arrays(self) -> dict[int, frozenset[int]]:
        """What depends on which parameters, where single numbers that one place moves are one array."""
        moved = [(number, self.program[index]) for number, index in self.step.after.items()]
        first = {(op.site, op.stack): number for number, op in reversed(moved)}
        same = {number: first[op.site, op.stack] for number, op in moved}
        return {i: frozenset(same.get(n, n) for n in numbers) for i, numbers in self.depends.items()}

    def looked_for(self) -> bool:
        """Go through the step in order: where data, or numbers that vary, first meet finished values, if they do."""
        found: list[Meeting] = []
        after_target: set[int] = set()
        met: set[int] = set()
        for index in self.step.slice:
            op = self.program[index]
            refs = op.refs()
            if not self.depends[index] or index in self.step.numbers:
                continue
            if not after_target.isdisjoint(refs):
                found = self.bootstrapped(found, op, after_target)
                after_target.add(index)
                continue
            whole = refs[:1] if op.name in READS else refs  # an index that was computed is no prediction
            computed = [ref for ref in whole if self.depends.get(ref) and ref not in self.no_prediction]
            computed = [ref for ref in computed if not isinstance(self.program[ref].value, (tuple, list))]
            data = self.met_by(op, computed) if computed and op.name not in CONTRACTIONS | JOINS else None
            if data is not None:
                originals = [self.original(ref, op) for ref in computed]
                found.append((index, self.unsigned(data[-1], op) if data else None, originals[0]))
                after_target.add(index)
                met.update(originals)
        known = {prediction for _, _, prediction in found}
        lost = self.given_up & met - known
        self.step.targets, self.step.predictions = found, sorted((met | known) - lost)
        return bool(found)

    def tables(self) -> set[int]:
        """The numbers of parameters whose elements are themselves what data are compared with (values of states)."""
        found: set[int] = set()
        for op in (self.program[index] for index in self.step.slice):
            own = [ref for ref in op.refs() if ref in self.direct and ref not in self.step.numbers]
            if op.name == "subtract" and len(own) == 1 and self.data_of(op, set()):
                found |= self.depends[own[0]]
        return found

    def bootstrapped(self, found: list[Meeting], op: Op, after_target: set[int]) -> list[Meeting]:
        """The meetings, where a prediction meets what another one and data say it should be (`q - (r + d * p)`)."""
        fresh = [r for r in op.refs() if self.depends.get(r) and r not in after_target and r not in self.no_prediction]
        wanted = [ref for ref in op.refs() if ref in after_target]
        if op.name != "subtract" or len(fresh) != 1 or len(wanted) != 1:
            return found
        inside = set(ancestors(self.program, wanted, stop=self.step.numbers))
        behind = [meeting for meeting in found if meeting[0] in inside]
        if any(self.program[index].name not in ("multiply", "add") for index, _, _ in behind) or fresh[0] in inside:
            return found
        self.given_up.update(prediction for _, _, prediction in behind)
        return [*(each for each in found if each not in behind), (op.index, wanted[0], self.original(fresh[0], op))]

    def original(self, index: int, meeting: Op) -> int:
        """What a prediction is only a copy of; without its minus sign where the target is added (`-p + t`)."""
        while self.depends.get(source := self.source(index, meeting)):
            index = source
        return index

    def source(self, index: int, meeting: Op) -> int:
        """What a value is a copy of, or the negative of."""
        op = self.program[index]
        turned = op.name == "negative" and meeting.name in ("add", "getitem", "setitem")
        found = op.refs()[0] if turned else copied(self.program, op)
        return -1 if found is None else found

    def unsigned(self, index: int, meeting: Op) -> int:
        """A target without the minus sign that it was given; one that is subtracted, or written with it, keeps it."""
        op = self.program[index]
        given = op.name == "negative" and meeting.name != "subtract" and not is_written_negative(self.program, op)
        return op.refs()[0] if given else index

    def met_by(self, op: Op, computed: list[int]) -> list[int] | None:
        """The data that an operation brings in; empty for a plain number, None where it brings in nothing.

        Inputs count only where they are subtracted or chosen by (autoencoders, the next letter).
        """
        scales = op.name in SCALES
        if self.is_filling(op) or (scales and (not self.remembering.isdisjoint(computed) or self.is_change(op))):
            return None
        inputs = set() if op.name in ("subtract", "getitem", "setitem") else self.inputs
        data = self.data_of(op, inputs)
        if op.name == "add" and not any(self.program[ref].name == "negative" for ref in data):
            data = []  # a parameter that never changes
        if op.name == "where" and data and not any(varied(self.program[ref].value) for ref in data):
            return None
        if data and op.name == "getitem" and (self.is_selected(op) or self.is_diagonal(op, data)):
            return None
        if data:
            return data
        if not is_real(self.program[computed[0]]) or not self.labels.is_one(op):
            return None
        turned = any(self.program[ref].name == "negative" for ref in computed)
        if op.name == "add" and not turned and not self.labels.is_taken_off(op):
            return None
        if op.name == "getitem" and not self.is_label(op):
            return None
        if op.name == "setitem" and op.refs()[0] in self.no_prediction:
            return None
        return [ref for ref in op.refs() if self.program[ref].origin == "literal"][:1]

    def is_change(self, op: Op) -> bool:
        """Whether a result only goes into a parameter, or into what an optimiser remembers: a rate that fades."""
        readers = [self.program[index] for index in self.readers.get(op.index, ())]
        kept = self.direct | self.remembering
        return bool(readers) and all(
            reader.name in ("add", "subtract") and any(ref in kept for ref in reader.refs() if ref != op.index)
            for reader in readers
        )

    @cached_property
    def readers(self) -> dict[int, list[int]]:
        """The operations of the step that read each value."""
        found: dict[int, list[int]] = {}
        for index in self.step.slice:
            for ref in self.program[index].refs():
                found.setdefault(ref, []).append(index)
        return found

    def is_filling(self, op: Op) -> bool:
        """Whether a result is put into an array that is filled piece by piece."""
        if op.name not in ("setitem", "setwindow"):
            return False
        value = op.args[1 if op.name == "setwindow" else 2]
        return not self.depends.get(op.refs()[0]) or (isinstance(value, Ref) and bool(self.depends.get(value.index)))

    def is_label(self, op: Op) -> bool:
        """Whether what a plain number chooses is made smaller by 1 (`p[label] -= 1`) or divided by (`1 / p[label]`).

        A number that goes through all places of the same array is no label.
        """
        if self.is_gone_through(op):
            return False
        readers = (self.program[index] for index in self.readers.get(op.index, ()))
        return any(
            (is_shift(self.program, other) or (other.name == "divide" and other.args[-1] == Ref(op.index)))
            and not any(self.is_number_of(other, r) for r in other.refs() if r != op.index)
            for other in readers
        )

    def is_gone_through(self, op: Op) -> bool:
        """Whether the same place of the source chooses other elements of the very same array."""
        others = (self.program[i] for i in self.places[op.site, op.name] if i != op.index)
        same = (each for each in others if each.refs()[:1] == op.refs()[:1])
        return any(plain_number(self.program, each) != plain_number(self.program, op) for each in same)

    def is_number_of(self, op: Op, index: int) -> bool:
        """Whether an operand is data, or an array that the step computes."""
        computed = bool(self.depends.get(index)) and np.ndim(self.program[index].value) > 0
        return computed or is_data(self.program, self.places, op, index)

    def is_selected(self, op: Op) -> bool:
        """Whether what data choose is compared with what it should be (`q[range(n), actions] - wanted`)."""
        readers = (self.program[index] for index in self.readers.get(op.index, ()))
        others = [(reader, ref) for reader in readers for ref in reader.refs() if ref != op.index]
        return any(
            reader.name == "subtract" and is_real(self.program[ref]) and self.program[ref].origin != "literal"
            for reader, ref in others
        )

    def is_diagonal(self, op: Op, indices: list[int]) -> bool:
        """Whether the same numbers choose rows and columns, and not to take 1 off what is there."""
        first, *others = (self.program[index].value for index in indices)
        return bool(others) and all(np.array_equal(first, other) for other in others) and not self.is_label(op)

    def data_of(self, op: Op, inputs: set[int]) -> list[int]:
        """The operands of an operation that are data and no inputs of the network."""
        return [
            ref
            for ref in op.refs()
            if not self.depends.get(ref)
            and ref not in inputs
            and ref not in self.remembering
            and (ref not in self.step.carried or op.name == "subtract")
            and is_data(self.program, self.places, op, ref)
        ]


def is_written_negative(program: Program, op: Op) -> bool:
    """Whether an operation is the sign of a number of the source: `-0.9`."""
    number, site = program[op.refs()[0]], op.site
    if number.origin != "literal" or number.site is None or site is None:
        return False
    return (number.site.line, number.site.end_column) == (site.line, site.end_column)


def is_shift(program: Program, op: Op) -> bool:
    """Whether an operation adds or subtracts, and not 0, with which the sum of a loop begins."""
    given = [program[part.index].value if isinstance(part, Ref) else part for part in op.args]
    return op.name in ("subtract", "add") and not any(np.ndim(each) == 0 and each == 0 for each in given)


def varied(value: Any) -> bool:
    """Whether a value is a single number, or not the same everywhere, as labels are."""
    numbers = np.ravel(np.asarray(value, dtype=float))
    return bool(numbers.size == 1 or np.any(numbers != numbers[:1]))


def target_of(program: Program, values: Mapping[int, Any], meeting: Op, target: int | None, prediction: int) -> Any:
    """The target in the prediction's own shape; class numbers used as an index become 0 and 1."""
    p = np.asarray(values[prediction])
    try:
        if meeting.name in ("getitem", "setitem"):
            chosen = np.zeros(p.shape)
            chosen[substitute(meeting.args[1], lambda ref: value_of(program, values, ref.index))] = 1.0
            return chosen
        if target is None and meeting.name not in ("subtract", "add", "multiply"):
            return None
        if target is None:
            given = next(part for part in meeting.args if not isinstance(part, Ref))
            if meeting.name == "add" and not any(program[ref].name == "negative" for ref in meeting.refs()):
                given = -given  # p + (-t)
        else:
            given = value_of(program, values, target)
        t = np.asarray(given, dtype=np.float64)
        return t.reshape(p.shape) if t.size == p.size else np.broadcast_to(t, p.shape)
    except (ValueError, TypeError, IndexError, StopIteration):
        return None


def value_of(program: Program, values: Mapping[int, Any], index: int) -> Any:
    """The value of an operation: as performed anew, or else as recorded."""
    return values[index] if index in values else program[index].value
