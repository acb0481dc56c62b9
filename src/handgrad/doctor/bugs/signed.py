"""Edits of a slope that has one sign everywhere where it has to follow that of an array."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

import numpy as np

from handgrad.doctor.case import Case
from handgrad.doctor.edits.operands import Operand, argument, replaced
from handgrad.doctor.edits.spelling import prefix
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.edits.visible import operands_of
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op

UNSIGNED = "this is the slope of a size, and its sign is that of what the size was taken of: it is missing here"


def repairs(case: Case) -> Iterator[Repair]:
    """`np.where(small, r, d * np.sign(r))` for `np.where(small, r, d)`, where that is a right gradient."""
    case = case.sharpened
    for suspect in case.suspects if case.patient is not None else ():
        ops = case.blame.own(suspect)
        if ops and all(op.name == "where" for op in ops):
            yield from signed(case, suspect)


def signed(case: Case, suspect: Suspect) -> Iterator[Repair]:
    """A choice with one of the values that it takes times the sign of an array."""
    tree, ops = suspect.tree, case.blame.own(suspect)[:3]
    parts = list(enumerate(operands_of(suspect.node)))[1:] if isinstance(suspect.node, ast.Call) else []
    for place, part in parts:
        operand = Operand(part, argument(case.blame, place), replaced(case.blame, place))
        for text in case.scope.visible(tree, suspect.node):
            values = [operand.result_of(op, with_sign(case, suspect, operand, text, op)) for op in ops]
            if all(
                np.shape(v) == np.shape(op.value) and case.blame.patient.means(v)
                for v, op in zip(values, ops, strict=True)
            ):
                edit = tree.replace(operand.node, f"{tree.operand(operand.node)} * {prefix(tree)}sign({text})")
                rank = 1.6 + 0.3 * case.blame.distance(suspect) + 0.005 * len(text)
                site = case.site_of(operand.node, tree.file)
                yield Repair("derivative-wrong-formula", site, (edit,), UNSIGNED, rank)


def with_sign(case: Case, suspect: Suspect, operand: Operand, text: str, op: Op) -> Any:
    """An operand times the sign of the array that a text held; the operand as it is where that held none."""
    own, other = operand.value_of(op), np.asarray(case.blame.shown(text, suspect, op))
    return own * np.sign(other) if other.dtype.kind == "f" and other.shape == np.shape(op.value) else own
