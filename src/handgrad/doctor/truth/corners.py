"""Corners: steps in which a number falls exactly where an activation bends, where any slope in between is right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.anatomy.steps import Step
from handgrad.program.program import Op, Ref

TIED = {"maximum", "minimum", "fmax", "fmin"}
BENDING = TIED | {"clip", "absolute", "fabs", "greater", "greater_equal", "less", "less_equal", "sign", "heaviside"}
"""Operations that bend, or choose a side, where two of their operands are equal, or the only one is 0."""
ASIDE = 1e-3
"""How far the parameters are moved off a corner, beside 1 and their own size."""

Values = Mapping[int, Any]


def is_tied(step: Step, values: Values) -> bool:
    """Whether a maximum or a minimum has operands that are equal somewhere."""
    return any(is_at_corner(step.program[i], values) for i in step.slice if step.program[i].name in TIED)


def has_corner(step: Step, values: Values) -> bool:
    """Whether predictions are made by an operation that bends, or chooses a side, just where one of its numbers is."""
    forward = ancestors(step.program, step.predictions, stop=step.before.values())
    return any(is_at_corner(step.program[i], values) for i in forward if step.program[i].name in BENDING)


def moved_off(step: Step, values: Values) -> dict[int, Any] | None:
    """The values of a step from parameters a little aside; None where it touches no corner, or cannot be repeated."""
    if not has_corner(step, values):
        return None
    rng = np.random.default_rng(7)
    old = {index: np.asarray(values[index], dtype=float) for index in step.before.values()}
    start = {i: each + ASIDE * (1 + np.abs(each)) * rng.uniform(-1, 1, each.shape) for i, each in old.items()}
    try:
        found = {**start, **step.program.replay([*step.after.values(), *step.predictions], start)}
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError):
        return None
    return found


def is_at_corner(op: Op, values: Values) -> bool:
    """Whether an operation compares a computed value with another one, or with 0, that is equal to it somewhere."""
    given = [values.get(part.index) if isinstance(part, Ref) else part for part in (*op.args, *op.kwargs.values())]
    numbers = [np.asarray(each, dtype=float) for each in given if isinstance(each, (int, float, np.number, np.ndarray))]
    others = numbers[1:] or [np.zeros(())]
    return bool(numbers) and any(bool(np.any(numbers[0] == other)) for other in others)
