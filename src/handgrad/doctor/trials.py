"""Trials: an edit of a recorded step, performed on its numbers; the edit that makes every number right names the bug."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from handgrad.doctor.anatomy import dependents
from handgrad.doctor.compare import Comparison, compare, own_gradients
from handgrad.doctor.patient import Patient
from handgrad.program.operations import perform
from handgrad.program.program import Op, Ref, substitute

Values = Mapping[int, Any]
Change = Callable[[Values], Any]
"""The new value of an operation, given the values of all operations before it."""


@dataclass(frozen=True)
class Edit:
    """A change of what some operations compute, all of one place in the source, and the bug it would mend."""

    kind: str
    place: int
    """The operation whose source is to be changed."""
    changes: Mapping[int, Change] = field(compare=False)
    message: str = ""
    replacement: str = ""
    """New source for the place, where it can be said."""
    rank: int = 5
    """Among edits that mend equally much the one of lowest rank is believed."""


def performed(op: Op, **swaps: Any) -> Change:
    """The operation as it is, with another name, other arguments or named arguments."""
    name, args, kwargs = swaps.get("name", op.name), swaps.get("args", op.args), swaps.get("kwargs", op.kwargs)

    def change(values: Values) -> Any:
        return perform(name, substitute(args, lambda r: values[r.index]), substitute(kwargs, lambda r: values[r.index]))

    return change


def with_operand(op: Op, old: int, new: Callable[[Values], Any]) -> Change:
    """The operation with `new(values)` in place of its operand `old`."""

    def change(values: Values) -> Any:
        def value_of(ref: Ref) -> Any:
            return new(values) if ref.index == old else values[ref.index]

        return perform(op.name, substitute(op.args, value_of), substitute(op.kwargs, value_of))

    return change


def replay(patient: Patient, changes: Mapping[int, Change]) -> dict[int, Any] | None:
    """The step's values with the changes made; None where they cannot be performed."""
    values = dict(patient.values)
    affected = dependents(patient.program, patient.step.slice, changes)
    try:
        with np.errstate(all="ignore"):
            for index in patient.step.slice:
                if index in changes:
                    values[index] = changes[index](values)
                elif index in affected:
                    values[index] = performed(patient.program[index])(values)
    except (ValueError, TypeError, IndexError, KeyError, ZeroDivisionError, OverflowError, AttributeError, FloatingPointError):
        return None
    for number, after in patient.step.after.items():
        if np.shape(values[after]) != np.shape(patient.values[patient.step.before[number]]):
            return None
    return values


def outcome(patient: Patient, changes: Mapping[int, Change]) -> Comparison | None:
    """How the gradients compare with the changes made."""
    values = replay(patient, changes)
    if values is None:
        return None
    return compare(patient.comparison.truth, own_gradients(patient.anatomy, patient.step, values))


def merged(first: Mapping[int, Change], second: Mapping[int, Change]) -> dict[int, Change]:
    """Both sets of changes."""
    return {**first, **second}


@dataclass
class Cure:
    """Edits that, made one after the other, mended something, and what is still wrong after them."""

    edits: list[Edit]
    comparison: Comparison


def search(patient: Patient, families: Iterable[Callable[[Patient], Iterator[Edit]]], most: int = 3) -> Cure:
    """Try every family's edits, keep the one that mends most, and go on from there until nothing is wrong or helps."""
    offered = [edit for family in families for edit in safely(family, patient)]
    cure, changes = Cure([], patient.comparison), {}
    while cure.comparison.wrong and len(cure.edits) < most:
        tried = []
        for edit in offered:
            result = outcome(patient, merged(changes, edit.changes))
            if result is not None and improves(result, cure.comparison):
                tried.append((gain(result), -edit.rank, edit, result))
        if not tried:
            break
        _, _, edit, result = max(tried, key=lambda each: each[:2])
        cure.edits.append(edit)
        cure.comparison = result
        changes = merged(changes, edit.changes)
    return cure


def safely(family: Callable[[Patient], Iterator[Edit]], patient: Patient) -> Iterator[Edit]:
    """A family's edits, as far as it gets."""
    try:
        yield from family(patient)
    except (ValueError, TypeError, IndexError, KeyError, AttributeError, ZeroDivisionError):
        return


def gain(result: Comparison) -> tuple[int, int]:
    """Fewer wrong parameters first, then more right ones."""
    return -len(result.wrong), len(result.right)


def improves(result: Comparison, before: Comparison) -> bool:
    """Whether fewer parameters are wrong, and none that was right is spoiled, and the direction is still downhill."""
    if len(result.wrong) >= len(before.wrong) or not result.right:
        return False
    right = {match.number for match in result.right}
    spoiled = [match for match in before.right if match.number not in right]
    return not spoiled and result.factor > 0
