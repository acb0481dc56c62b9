"""Calm: the same step from smaller parameters, for activations at their flat ends, where rounding is all there is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.steps import Step

BENT = {"exp", "exp2", "expm1", "tanh", "sinh", "cosh", "expit", "logaddexp", "arctan", "erf"}
"""Operations that are flat, or without bound, for large numbers."""
FLAT = 12.0
"""Size of what goes into one of them from which on 1 minus its value is mostly rounding."""
CALM = 4.0
"""Size up to which it is not."""
SMALLER = tuple(10.0 ** (-k / 2) for k in range(1, 21))
"""By how much the parameters are made smaller, until all is calm."""


def calmed(step: Step, values: Mapping[int, Any]) -> dict[int, Any] | None:
    """The values of a step that starts from smaller parameters; None where its own are calm, or nothing calms it."""
    if not largest(step, values) > FLAT:
        return None
    ends = [*step.after.values(), *step.predictions]
    for factor in SMALLER:
        start = {index: factor * np.asarray(values[index], dtype=float) for index in step.before.values()}
        try:
            found = {**start, **step.program.replay(ends, start)}
        except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError):
            return None
        if largest(step, found) < CALM:
            return found
    return None


def largest(step: Step, values: Mapping[int, Any]) -> float:
    """The largest number that goes into an operation that is flat for large ones."""
    ops = [step.program[index] for index in step.slice if step.program[index].name in BENT]
    given = [np.asarray(values[ref], dtype=float) for op in ops for ref in op.refs() if ref in values]
    return max((float(np.max(np.abs(each))) for each in given if each.size), default=0.0)
