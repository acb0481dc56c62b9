"""Widths: the errors beyond which a program's own Huber loss is straight."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.study import Step
from handgrad.program.program import Op, Ref

BOUNDING = {"clip", "minimum", "maximum", "less", "less_equal", "greater", "greater_equal"}
"""Operations that hold an error against a bound."""


def widths(step: Step, values: Mapping[int, Any]) -> list[float]:
    """The numbers that errors of a step, or their sizes, are clipped at or compared with."""
    errors = {meeting for meeting, _, _ in step.targets if step.program[meeting].name in ("subtract", "add")}
    errors |= {
        i for i in step.slice if step.program[i].name == "absolute" and errors.issuperset(step.program[i].refs())
    }
    found: set[float] = set()
    for op in (step.program[index] for index in step.slice):
        if op.name in BOUNDING and not errors.isdisjoint(op.refs()):
            found.update(abs(bound) for bound in bounds_of(op, errors, values) if bound)
    return sorted(found)


def bounds_of(op: Op, errors: set[int], values: Mapping[int, Any]) -> list[float]:
    """The single numbers among the operands of an operation that are no errors."""
    others = [part for part in (*op.args, *op.kwargs.values()) if not (isinstance(part, Ref) and part.index in errors)]
    given = [values.get(part.index) if isinstance(part, Ref) else part for part in others]
    return [
        float(np.ravel(each)[0]) for each in given if isinstance(each, (int, float, np.ndarray)) and np.size(each) == 1
    ]
