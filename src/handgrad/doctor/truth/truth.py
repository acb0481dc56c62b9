"""A truth: the right gradients of one training step under one loss."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.study import Step
from handgrad.program.derive import NoRule, gradients
from handgrad.program.operations.ties import MIDDLE

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
    penalties: dict[int, Any] = field(default_factory=dict)
    """State number -> the part of the gradient that comes from a penalty in the program's own loss."""
    parameters: dict[int, Any] = field(default_factory=dict)
    """State number -> the parameter's value before the step."""
    tolerance: float = 1e-6
    """How near an own gradient must come, relative to its norm."""
    mixed: bool = False
    """Whether the loss sees more than the predictions; it is believed only where it explains everything."""
    meant: str = ""
    """The loss with a name that the program's own is but for a guard, where that is one with a logarithm."""
    first: float = MIDDLE
    """How much of a slope the first of two equal operands of a maximum gets."""


def whole(step: Step, values: Values, begun: Iterable[Truth]) -> list[Truth]:
    """The truths whose gradients are known and finite."""
    found = []
    for truth in begun:
        try:
            completed(step, values, truth)
        except (NoRule, ValueError, KeyError):
            continue
        if all(np.all(np.isfinite(g)) for g in truth.gradients.values()):
            found.append(truth)
    return found


def completed(step: Step, values: Values, truth: Truth) -> None:
    """Fill in the gradients that follow from a truth's seeds, and the parameters."""
    numbers = {before: number for number, before in step.before.items()}
    if not truth.gradients:
        right = gradients(step.program, truth.seeds, numbers, values)
        truth.gradients = {numbers[index]: right[index] for index in numbers}
    truth.parameters = {number: values[before] for before, number in numbers.items() if before in values}


def parallel(one: Mapping[Any, Any], other: Mapping[Any, Any]) -> bool:
    """Whether two losses' slopes in the same predictions are multiples of each other."""
    return away(one, other) <= 1e-9


def opposite(one: Mapping[Any, Any], other: Mapping[Any, Any]) -> bool:
    """Whether one loss falls just where the other rises."""
    return cosine(one, other) <= 1e-9 - 1


def away(one: Mapping[Any, Any], other: Mapping[Any, Any]) -> float:
    """By how much two losses' slopes in the same predictions point elsewhere, or just the other way: 1 for others."""
    return 1 - abs(cosine(one, other))


def cosine(one: Mapping[Any, Any], other: Mapping[Any, Any]) -> float:
    """How far two losses' slopes in the same predictions point the same way; 0 for others."""
    if set(one) != set(other):
        return 0.0
    a = np.concatenate([np.ravel(np.asarray(one[p], dtype=float)) for p in one])
    b = np.concatenate([np.ravel(np.asarray(other[p], dtype=float)) for p in one])
    sizes = float(np.linalg.norm(a) * np.linalg.norm(b))
    return float(np.vdot(a, b)) / sizes if sizes > 0 else 0.0


def size(seeds: Mapping[int, Any]) -> float:
    """The length of a loss's slopes in the predictions."""
    return float(np.sqrt(sum(float(np.sum(np.square(seed))) for seed in seeds.values())))
