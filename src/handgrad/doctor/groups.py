"""Groups: the operations of a step that one place in the source performed, edited together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from handgrad.doctor.anatomy import ancestors
from handgrad.doctor.patient import Patient
from handgrad.doctor.trials import Values
from handgrad.program.program import Op, Site


def suspects(patient: Patient) -> list[int]:
    """Operations that a wrong gradient depends on and that are not part of the forward pass, in order."""
    wrong = [patient.step.after[match.number] for match in patient.comparison.wrong]
    forward = patient.forward_set
    found = ancestors(patient.program, wrong)
    return [i for i in found if i in patient.moving and i not in forward and i not in patient.step.before.values()]


def by_place(patient: Patient, indices: Iterable[int]) -> Iterator[list[Op]]:
    """Operations grouped by the source that performed them."""
    found: dict[tuple[Site | None, str], list[Op]] = {}
    for index in indices:
        op = patient.program[index]
        found.setdefault((op.site, op.name), []).append(op)
    yield from found.values()


def latest(patient: Patient, index: int, place: list[Op]) -> int | None:
    """The value that a place in the source gave last before operation `index`."""
    earlier = [op.index for op in place if op.index < index]
    return earlier[-1] if earlier else None


def same_shape(patient: Patient, shape: tuple[int, ...], among: Iterable[int]) -> list[int]:
    """Those of the given operations whose values have a shape."""
    return [i for i in among if i in patient.values and np.shape(patient.values[i]) == shape]


def proportional(one: Any, other: Any) -> bool:
    """Whether two arrays are the same up to rounding."""
    scale = np.linalg.norm(other)
    return bool(scale > 0 and np.shape(one) == np.shape(other) and np.linalg.norm(one - other) <= 1e-9 * scale)


def value(values: Values, index: int) -> Any:
    """The value of an operation as an array."""
    return np.asarray(values[index])


def gradient_operation(patient: Patient, number: int) -> Op:
    """The operation that forms a parameter's gradient: the change of the parameter without learning rate and signs."""
    before = patient.step.before[number]
    index = patient.step.after[number]
    while True:
        op = patient.program[index]
        moving = [ref for ref in op.refs() if ref in patient.backward and ref != before]
        plain = [ref for ref in op.refs() if ref not in moving and ref != before]
        small = all(np.size(patient.values.get(ref, patient.program[ref].value)) == 1 for ref in plain)
        through = op.name in PASSED and len(moving) == 1 and small and is_scale(op, before, plain)
        if not through:
            return op
        index = moving[0]


PASSED = {"add", "subtract", "multiply", "divide", "negative", "astype", "broadcast_to", "copy"}


def is_scale(op: Op, before: int, plain: list[int]) -> bool:
    """Whether an operation only scales a gradient or applies it to its parameter."""
    return op.name in ("multiply", "divide", "negative", "astype", "broadcast_to", "copy") or before in op.refs()
