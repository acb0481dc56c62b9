"""The right gradients of one training step, for each loss that its gradient may belong to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from handgrad.doctor.anatomy import Anatomy, Step, ancestors, dependents
from handgrad.program.derive import NoRule, gradients
from handgrad.program.program import Op, Program, Ref, substitute

Values = Mapping[int, Any]


@dataclass
class Truth:
    """The right gradients under one loss, up to one common factor."""

    loss: str
    """ "program" for the loss the program computes itself, otherwise a name."""
    seeds: dict[int, Any]
    gradients: dict[int, Any] = field(default_factory=dict)
    """State number -> gradient."""
    value: int | None = None
    """The operation that is the loss, where the program computes it."""


def evaluate(step: Step, extra: list[int] | None = None) -> dict[int, Any]:
    """All values of a step in float64, performed anew from the parameters before it."""
    return dict(step.program.replay([*step.after.values(), *step.predictions, *(extra or [])]))


def widened(value: Any) -> Any:
    """Floats as float64, everything else as it is."""
    array = np.asarray(value)
    return array.astype(np.float64) if array.dtype.kind == "f" else value


def target_of(program: Program, values: Values, meeting: Op, target: int | None, prediction: int) -> Any:
    """The target in the prediction's own shape; class numbers used as an index become 0 and 1."""
    p = np.asarray(values[prediction])
    if meeting.name in ("getitem", "setitem"):
        chosen = np.zeros(p.shape)
        index = substitute(meeting.args[1], lambda ref: values[ref.index] if ref.index in values else program[ref.index].value)
        chosen[index] = 1.0
        return chosen
    if target is None:
        given = next(part for part in meeting.args if not isinstance(part, Ref))
    else:
        given = values[target] if target in values else program[target].value
    t = np.asarray(given, dtype=np.float64)
    if t.shape == p.shape:
        return t
    if t.size == p.size:
        return t.reshape(p.shape)
    try:
        return np.broadcast_to(t, p.shape)
    except ValueError:
        return None


Seed = Callable[[Any, Any], Any]


def mean_squared(p: Any, t: Any) -> Any:
    """d/dp of (p - t)^2 / 2."""
    return p - t


def mean_absolute(p: Any, t: Any) -> Any:
    """d/dp of |p - t|."""
    return np.sign(p - t)


def binary_cross_entropy(p: Any, t: Any) -> Any:
    """d/dp of -t log p - (1 - t) log(1 - p)."""
    return (p - t) / (p * (1 - p)) if np.all((p > 0) & (p < 1)) else None


def cross_entropy(p: Any, t: Any) -> Any:
    """d/dp of -t log p."""
    return -t / p if np.all(p > 0) and np.all(p <= 1) else None


def logistic_cross_entropy(p: Any, t: Any) -> Any:
    """d/dz of the cross-entropy of sigmoid(z)."""
    return 1 / (1 + np.exp(-p)) - t


def softmax_cross_entropy(p: Any, t: Any) -> Any:
    """d/dz of the cross-entropy of softmax(z), along the axis over which the targets add up to 1."""
    for axis in (-1, 0):
        if np.ndim(t) and np.allclose(np.sum(t, axis=axis), 1):
            e = np.exp(p - np.max(p, axis=axis, keepdims=True))
            return e / e.sum(axis=axis, keepdims=True) - t
    return None


def hinge(p: Any, t: Any) -> Any:
    """d/dp of max(0, 1 - t p) for t = -1 or 1."""
    return np.where(t * p < 1, -t, 0.0) if np.all(np.abs(t) == 1) else None


LOSSES: dict[str, Seed] = {
    "mean squared error": mean_squared,
    "binary cross-entropy": binary_cross_entropy,
    "cross-entropy": cross_entropy,
    "binary cross-entropy on logits": logistic_cross_entropy,
    "cross-entropy on logits": softmax_cross_entropy,
    "mean absolute error": mean_absolute,
    "hinge": hinge,
}


def own_losses(anatomy: Anatomy, step: Step) -> list[int]:
    """Single numbers that the program computes from the step's predictions and targets, for people to look at."""
    program = step.program
    start, last = min(step.predictions, default=0), max(step.after.values())
    nearby = range(start, min(last + 200, len(program.ops)))
    later = dependents(program, nearby, step.predictions)
    targets = {target for _, target, _ in step.targets}
    in_slice = set(step.slice)
    users = {ref for index in later for ref in program[index].refs() if index not in in_slice}
    found = []
    for index in sorted(later - set(step.predictions)):
        op = program[index]
        if index in in_slice or np.size(op.value) != 1 or not np.issubdtype(np.asarray(op.value).dtype, np.floating):
            continue
        if index in users and any(np.size(program[u].value) == 1 for u in later if index in program[u].refs()):
            continue
        inside = set(ancestors(program, [index], stop=[*step.before.values(), *step.predictions]))
        if inside & set(step.predictions) and inside & targets:
            found.append(index)
    return found[:6]


def truths(anatomy: Anatomy, step: Step, values: Values) -> list[Truth]:
    """The right gradients under each loss that fits the predictions and targets."""
    program, found = step.program, []
    for loss in own_losses(anatomy, step):
        try:
            own = program.replay([loss], dict(values))
            seeds = gradients(program, loss, step.predictions, own)
        except (NoRule, ValueError, KeyError):
            continue
        if any(np.any(seed) for seed in seeds.values()):
            found.append(Truth("program", seeds, value=loss))
    for name, seed_of in LOSSES.items():
        seeds = {}
        with np.errstate(all="ignore"):
            for meeting, target, prediction in step.targets:
                t = target_of(program, values, program[meeting], target, prediction)
                seed = None if t is None else seed_of(np.asarray(values[prediction], dtype=np.float64), t)
                if seed is not None:
                    seeds[prediction] = seed
        if set(seeds) == set(step.predictions) and seeds and all(np.all(np.isfinite(s)) for s in seeds.values()):
            found.append(Truth(name, seeds))
    numbers = {before: number for number, before in step.before.items()}
    for truth in found:
        right = gradients(program, truth.seeds, step.before.values(), values)
        truth.gradients = {numbers[index]: right[index] for index in numbers}
    return found
