"""Reported numbers: what a program computes of its predictions and targets for people to look at."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors, dependents
from handgrad.doctor.anatomy.sorts import MOVES
from handgrad.doctor.anatomy.targets import target_of
from handgrad.doctor.case import Case
from handgrad.program.program import Op, Ref

REACH = 400
"""How many operations after a prediction are looked at."""
WAY = (0.001, 0.25, 0.5, 1.0)
"""How far from the targets towards the predictions a reported number is looked at."""

FARTHEST = 10.0
"""How far from the targets the end of that way may be, in their range."""


@dataclass(frozen=True)
class Reported:
    """A single number made of one pass's predictions and their targets."""

    op: Op
    prediction: int
    target: Any
    """The targets in the shape of the predictions."""

    def along(self, case: Case) -> list[float]:
        """The number at predictions that leave the targets: along the way, elsewhere, then as wrong as can be.

        Predictions of quite another size are looked at nearer by: a small part of them would hide the targets.
        """
        t = np.asarray(self.target, dtype=float)
        error = np.asarray(case.program[self.prediction].value, dtype=float) - t
        far, reach = float(np.max(np.abs(error), initial=0.0)), FARTHEST * max(1.0, float(np.ptp(t)))
        p = t + error * min(1.0, reach / max(1e-300, far))
        points = [(1 - share) * t + share * p for share in WAY] + [0.999 * opposite(t) + 0.001 * p]
        if set(np.unique(t)) <= {0.0, 1.0}:
            points[-1:-1] = [np.full(p.shape, 0.1), np.full(p.shape, 0.9)]
        elif not np.all((t >= 0) & (t <= 1)):
            points.insert(-1, t - 0.5 * (p - t))
        return [self.at(case, point) for point in points]

    def at(self, case: Case, prediction: Any) -> float:
        """The number for other predictions."""
        return float(np.ravel(case.flow.ripple({self.prediction: prediction}, [self.op.index])[self.op.index])[0])


def is_loss(numbers: list[float]) -> bool:
    """Whether a number is least, or most, where predictions are the targets; one that is not finite says nothing."""
    if not np.all(np.isfinite(numbers)):
        return True
    first, rest = numbers[0], np.array(numbers[1:])
    slack = 1e-9 * max(abs(first), float(np.max(np.abs(rest))), 1e-300)
    return bool(np.all(rest >= first - slack) or (np.all(rest <= first + slack) and rest[-1] <= rest[1] + slack))


def opposite(target: Any) -> Any:
    """Predictions as wrong as can be: the other class, another class, or mirrored at the mean."""
    levels = set(np.unique(target))
    for axis in range(np.ndim(target)):
        if levels == {0.0, 1.0} and np.all(target.sum(axis=axis) == 1):
            return np.roll(target, 1, axis=axis)
    if levels <= {0.0, 1.0}:
        return 1 - target
    return 2 * np.mean(target) - target if np.ptp(target) else target + 1


def is_smooth(numbers: list[float]) -> bool:
    """Whether a number changes with every change of the predictions, unlike a count."""
    return len(set(numbers[:4])) == 4


def reported(case: Case) -> Iterator[Reported]:
    """Numbers that are shown, kept or returned, and from which no other such number is made."""
    used = {case.program[index].site for index in ancestors(case.program, case.flow.versions)}
    places = {case.program[index].site for patient in case.patients for index in patient.step.predictions}
    passes = [op.index for op in case.program.ops if op.site in places and op.index in case.flow.moving]
    for prediction in passes:
        numbers = [op for op in single_numbers(case, prediction) if op.site not in used]
        found = [op for op in numbers if only_pass(case, op, prediction, passes)]
        inside = {ref for op in found for ref in ancestors(case.program, [op.index], [prediction]) if ref != op.index}
        for op in found:
            target = target_met(case, prediction, op) if op.index not in inside else None
            if target is not None:
                yield Reported(unwrapped(case, op), prediction, target)


def unwrapped(case: Case, op: Op) -> Op:
    """The expression that computed a number which `op` only hands on."""
    found = op
    while op.name in MOVES and op.refs():
        op = case.program[op.refs()[0]]
        found = op if is_single(op) and is_whole(case, op) else found
    return found


def single_numbers(case: Case, prediction: int) -> list[Op]:
    """Single floats computed from a prediction that are the whole of an expression."""
    nearby = range(prediction, min(prediction + REACH, len(case.program)))
    still = (index for index in nearby if index not in case.flow.versions)  # what a step makes of it is another pass's
    later = dependents(case.program, still, [prediction]) - {prediction}
    return [op for op in map(case.program.__getitem__, sorted(later)) if is_single(op) and is_whole(case, op)]


def is_single(op: Op) -> bool:
    """Whether a value is one float."""
    return np.size(op.value) == 1 and np.asarray(op.value).dtype.kind == "f" and op.site is not None


def is_whole(case: Case, op: Op) -> bool:
    """Whether an operation is a whole right side, return value or argument of a call that prints or keeps it."""
    tree, node = case.written(op)
    parent = tree.parents.get(node) if tree and node else None
    if isinstance(parent, ast.Tuple) and tree is not None:
        parent = tree.parents.get(parent)
    if isinstance(parent, ast.Call) and parent.func is not node:
        name = getattr(parent.func, "attr", getattr(parent.func, "id", ""))
        return name in ("append", "print", "float", "squeeze", "round", "item")
    return isinstance(parent, (ast.Assign, ast.AugAssign, ast.Return))


def only_pass(case: Case, op: Op, prediction: int, passes: list[int]) -> bool:
    """Whether a number is made of one pass alone, and does not only compare a finished number with another."""
    inside = set(ancestors(case.program, [op.index], [*case.flow.versions, prediction], since=passes[0]))
    return not (inside & set(passes)) - {prediction}


def target_met(case: Case, prediction: int, op: Op) -> Any:
    """The targets of a pass, in the prediction's shape; None where they are not known."""
    met, values = data_on_way(case, prediction, op), {prediction: case.program[prediction].value}
    for patient in case.patients:
        for meeting, target, own in patient.step.targets:
            if own == prediction:
                return target_of(case.program, values, case.program[meeting], target, prediction) if met else None
    places = {case.program[meeting].site for patient in case.patients for meeting, _, _ in patient.step.targets}
    for place, ref in [each for each in met if each[0].site in places] or met:
        found = target_of(case.program, values, place, base(case, ref), prediction)
        if found is not None and (place.site in places or like_training(case, found)):
            return found
    return None


def data_on_way(case: Case, prediction: int, op: Op) -> list[tuple[Op, int]]:
    """(meeting, data) for everything of the prediction's size that it meets on the way to a number."""
    inside = ancestors(case.program, [op.index], [prediction])
    way = dependents(case.program, inside, [prediction]) - {prediction}
    size, found = np.size(case.program[prediction].value), []
    for index in sorted(way):
        meeting = case.program[index]
        for ref in meeting.refs():
            fits = np.size(case.program[ref].value) == size and not constant(case, ref)
            if (
                ref not in way
                and ref != prediction
                and ref not in case.flow.moving
                and (fits or meeting.name == "getitem")
            ):
                found.append((meeting, ref))
    return found


def like_training(case: Case, target: Any) -> bool:
    """Whether targets lie where those of the training steps lie."""
    known = [t for patient in case.patients for _, t, _ in patient.step.targets if t is not None]
    values = [np.asarray(case.program[index].value, dtype=float).ravel() for index in known]
    if not values:
        return False
    least, most = float(min(map(np.min, values))), float(max(map(np.max, values)))
    room = 0.0 if {least, most} <= {-1.0, 0.0, 1.0} else most - least
    return bool(least - room <= np.min(target) and np.max(target) <= most + room)


def base(case: Case, index: int) -> int:
    """What a value was computed from: y in `1 - y` and in `-y`."""
    op = case.program[index]
    while op.name in ("negative", "subtract"):
        parts = [
            part.index for part in op.args if isinstance(part, Ref) and np.size(case.program[part.index].value) > 1
        ]
        if len(parts) != 1:
            break
        op = case.program[parts[0]]
    return op.index


def constant(case: Case, index: int) -> bool:
    """Whether a value is a literal."""
    return case.program[index].origin == "literal"
