"""Constants: the plain numbers that a program scales by, as its source writes them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.doctor.edits.expressions import tight
from handgrad.program.program import Ref

if TYPE_CHECKING:
    from handgrad.doctor.case import Case


def constants_of(case: Case) -> dict[str, float]:
    """Texts that are multiplied or divided by in the step and held one number."""
    found: dict[str, float] = {}
    for op in case.scope.operations:
        tree, node = case.written(op)
        if tree is not None and isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Mult, ast.Div)):
            for part, arg in zip((node.left, node.right), op.args, strict=False):
                if (number := number_of(case, arg)) is not None and not is_computed(case, arg):
                    found.setdefault(tree.source(part), number)
    return found


def is_computed(case: Case, argument: Any) -> bool:
    """Whether an argument depends on a parameter."""
    assert case.patient is not None
    return isinstance(argument, Ref) and argument.index in case.patient.moving


def number_of(case: Case, argument: Any) -> float | None:
    """An argument that is a single plain number."""
    value = case.blame.value(argument.index) if isinstance(argument, Ref) else argument
    return float(value) if isinstance(value, (int, float, np.number)) and np.isfinite(value) and value else None


def times(case: Case, text: str, factor: float) -> Iterator[str]:
    """A text times a factor: as it stands where that is 1, and with each constant of the program that makes it up."""
    if np.isclose(factor, 1, rtol=1e-6):
        yield text
        return
    for constant, value in constants_of(case).items():
        if np.isclose(factor * value, 1, rtol=1e-6):
            yield f"{tight(text)} / {tight(constant)}"
        elif np.isclose(factor, value, rtol=1e-6):
            yield f"{tight(constant)} * {tight(text)}"
