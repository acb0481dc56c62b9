"""Lost gradients: what a step computes of an array's gradient and then does nothing with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.edits.thaw import by_zeros, origin
from handgrad.doctor.truth.patient import normed
from handgrad.program.derive import NoRule, gradients

if TYPE_CHECKING:
    from handgrad.doctor.case import Case
    from handgrad.doctor.truth.patient import Patient

LEAST = 1e-9
"""The part of the largest gradient below which one may be rounding and no more."""


def lost_gradients(case: Case, frozen: int, right: Any) -> Iterator[int]:
    """Operations of the step that give the gradient of a frozen array, and that no parameter depends on."""
    patient = case.patient
    assert patient is not None
    if right is None or not np.any(right):
        return
    sizes = list(scales(case)) if np.size(right) == 1 else None
    for op in case.scope.operations:
        idle = op.index not in patient.forward_set and op.index not in case.blame.reach and op.name != "leaf"
        if not idle or np.size(op.value) != np.size(right):
            continue
        if is_worth(op.value, right, sizes) or with_decay(op.value, right, case.program[frozen].value):
            yield op.index


def idle_updates(case: Case, frozen: int, right: Any) -> Iterator[int]:
    """Operations that move a frozen array by 0 where the parameters are moved: its gradient was never filled in."""
    patient, program = case.patient, case.program
    assert patient is not None
    largest = max((float(np.linalg.norm(match.right)) for match in patient.comparison.matches.values()), default=0.0)
    if right is None or not np.linalg.norm(right) > LEAST * largest:
        return
    sites = {program[new].site for new in patient.step.after.values()}
    for op in case.scope.operations:
        if op.site in sites and by_zeros(case, op.index) and origin(case, op.index) == frozen:
            yield op.index


def right_gradient(case: Case, index: int) -> Any:
    """The right gradient of a value of the forward pass; None where there is none."""
    assert case.patient is not None
    return right_gradients(case, case.patient, [index]).get(index)


def right_gradients(case: Case, patient: Patient, indices: list[int]) -> dict[int, Any]:
    """The same for several values in one step; those that no parameter comes before are included."""
    found = {index: patient.adjoints[index] for index in indices if index in patient.adjoints}
    others = [index for index in indices if index not in found]
    if not others:
        return found
    given = {i: patient.adjoints[i] for i in patient.forward if i not in patient.moving and i in patient.adjoints}
    values = {i: case.program[i].value for i in ancestors(case.program, given)}
    try:
        return found | gradients(case.program, given, [index for index in others if index in values], values)
    except (NoRule, ValueError):
        return found


def is_worth(value: Any, right: Any, sizes: list[float] | None) -> bool:
    """Whether a value is a multiple of the right gradient; for a single number, one of the given multiples."""
    if sizes is None:
        return along(value, right, 1e-4)
    return any(bool(np.isclose(float(np.sum(value)), size * float(np.sum(right)), rtol=1e-4)) for size in sizes)


def with_decay(value: Any, right: Any, weights: Any) -> bool:
    """Whether a value is the right gradient and some of the weights, and not the weights alone."""
    own, gradient, decay = (np.asarray(each, dtype=float).ravel() for each in (value, right, weights))
    if own.size != decay.size or own.size < 3 or not np.all(np.isfinite([own, gradient, decay])):
        return False
    columns = np.stack([gradient, decay], axis=1)
    shares, _, rank, _ = np.linalg.lstsq(columns, own, rcond=None)
    rest, least = np.linalg.norm(own - columns @ shares), 1e-6 * np.linalg.norm(own)
    in_it = abs(shares[0]) * np.linalg.norm(gradient) > least
    return bool(rank == 2 and rest <= least and in_it and shares[0] * shares[1] > 0)


def scales(case: Case) -> Iterator[float]:
    """How many times the right gradient the program's own gradients are, before the learning rate and behind it."""
    patient = case.patient
    assert patient is not None
    for number, match in patient.comparison.matches.items():
        right = np.asarray(match.right) * patient.comparison.factor
        for index, reach in case.blame.reach.items():
            value = case.blame.value(index)
            own = reach == {number} and index in patient.backward and np.size(value) == np.size(right) > 1
            if own and along(value, right, 1e-6):
                yield float(np.vdot(right, np.ravel(value).reshape(np.shape(right))) / np.vdot(right, right))


def along(value: Any, right: Any, near: float) -> bool:
    """Whether two arrays of one size are multiples of each other."""
    own, unit = normed(value), normed(right)
    if own is None or unit is None:
        return False
    one, other = own.ravel(), unit.ravel()
    return bool(np.linalg.norm(one - np.vdot(other, one) * other) < near)
