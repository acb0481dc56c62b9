"""What a training step is given besides its parameters, and whether the data had more to give."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.readings import Places, literal_inside, varies
from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.anatomy.sorts import MOVES
from handgrad.doctor.case import Case
from handgrad.doctor.truth.patient import Patient
from handgrad.program.program import Op, Ref, substitute

LARGEST = 1_000_000
"""How large a selection may be for it to be looked at which places of an array it is taken from."""


@dataclass(frozen=True)
class Given:
    """The data of one step: all that its predictions are made of beside the parameters, and the targets they meet."""

    numbers: frozenset[int]
    """The parameters that it changes."""
    way: tuple[Op, ...]
    """What computes the predictions from parameters, in order."""
    inputs: tuple[Op, ...]
    """The numbers and arrays without a parameter in them that take part, in the order in which they do."""
    key: tuple[Any, ...]
    """The way and all data on it, whatever numbers the parameters have."""
    targets: tuple[Op, ...]
    wanted: tuple[Any, ...]
    """The targets' numbers."""


def given(case: Case, patient: Patient) -> Given | None:
    """What a step is given; None where no input or no target is known."""
    way = tuple(case.program[i] for i in patient.forward if i in patient.moving and i not in patient.step.numbers)
    refs = dict.fromkeys(ref for op in way for ref in op.refs() if ref not in patient.moving)
    inputs = tuple(op for op in map(case.program.__getitem__, refs) if not is_bare(op))
    targets = tuple(case.program[ref] for _, ref, _ in patient.step.targets if ref is not None)
    if not targets or not any(np.size(op.value) > 1 and op.origin != "literal" for op in inputs):
        return None
    key = tuple((op.name, *written(case, patient, op)) for op in way)
    return Given(frozenset(patient.step.after), way, inputs, key, targets, tuple(digest(op.value) for op in targets))


def is_bare(op: Op) -> bool:
    """Whether a value is memory that nothing has been written to."""
    return op.origin in ("empty", "empty_like") or op.name == "empty_like"


def written(case: Case, patient: Patient, op: Op) -> Iterator[Any]:
    """The arguments of an operation: data as their numbers, what depends on parameters as a blank."""
    for part in (*op.args, *op.kwargs.values()):
        yield repr(substitute(part, lambda ref: blank(case, patient, ref)))


def blank(case: Case, patient: Patient, ref: Ref) -> Any:
    """The numbers of an operand without a parameter in it."""
    op = case.program[ref.index]
    return None if ref.index in patient.moving or is_bare(op) else digest(op.value)


def digest(value: Any) -> tuple[Any, ...]:
    """What an array or a number is, in few words."""
    array = np.asarray(value)
    return array.shape, hash(array.tobytes()) if array.dtype != object else repr(value)


def is_settled(case: Case, step: Given) -> bool:
    """Whether no plain number on the way, an index or a literal, can be another one in another step."""
    places = Places(case.program)
    literals = ((op, ref) for op in step.way for ref in op.refs() if case.program[ref].origin == "literal")
    free = (each for each in literals if not literal_inside(case.program, *each))
    choices = (op for op in step.way if op.name in CHOICES)
    return not any(varies(case.program, places, *each) for each in free) and all(
        is_fixed_index(case.node(op)) for op in choices
    )


CHOICES = ("getitem", "setitem", "window", "setwindow")
"""Operations with an index among their arguments."""


def is_fixed_index(node: ast.AST | None) -> bool:
    """Whether an index is written in numbers alone."""
    return isinstance(node, ast.Subscript) and not any(isinstance(part, ast.Name) for part in ast.walk(node.slice))


def is_lost(case: Case, steps: Sequence[Given], inputs: Sequence[Op]) -> bool:
    """Whether an input, one in each step, is the same although what it is made of, or where targets are from, is not.

    Either it is computed from data that differ (`zeros_like(x)`), or it is one place of an array of samples in which
    the targets go from place to place (`X[0]`).
    """
    made = {tuple(digest(part.value) for part in parts(case, step, op)) for step, op in zip(steps, inputs, strict=True)}
    if len(made) > 1:
        return True
    own = [selected(case, op) for op in inputs]
    theirs = [selected(case, step.targets[0]) for step in steps]
    return any(
        all(where == own[0][axis] for where in (one.get(axis) for one in own))
        and any(stays_behind(own[0][axis], [each.get(side) for each in theirs]) for side in theirs[0])
        for axis in own[0]
    )


def parts(case: Case, step: Given, op: Op) -> list[Op]:
    """What an input is computed from, other than the targets."""
    known = set(ancestors(case.program, [target.index for target in step.targets]))
    return [case.program[ref] for ref in op.refs() if ref not in known]


Selection = tuple[int, tuple[int, ...]]
"""The length of an axis, and the places on it that are read."""


def stays_behind(own: Selection, theirs: Sequence[Selection | None]) -> bool:
    """Whether targets are read from several places of an axis as long as the one that an input has one place on."""
    known = [each for each in theirs if each is not None]
    length, places = own
    alike = all(n == length and len(where) == len(places) for n, where in known)
    return alike and len(known) == len(theirs) and len({where for _, where in known}) > 1


def selected(case: Case, op: Op) -> dict[int, Selection]:
    """Axis of the array that a value was taken from -> where on it, for each axis that was not taken whole."""
    while op.name in MOVES - {"getitem", "window"} and op.refs():
        op = case.program[op.refs()[0]]
    if op.name != "getitem" or not isinstance(op.args[0], Ref) or np.size(op.value) > LARGEST:
        return {}
    index = substitute(op.args[1], lambda ref: np.asarray(case.program[ref.index].value))
    shape = np.shape(case.program[op.args[0].index].value)
    found: dict[int, Selection] = {}
    for axis, length in enumerate(shape):
        numbers = np.arange(length).reshape([-1 if side == axis else 1 for side in range(len(shape))])
        places = np.unique(np.broadcast_to(numbers, shape)[index])
        if len(places) < length:
            found[axis] = (length, tuple(places.tolist()))
    return found
