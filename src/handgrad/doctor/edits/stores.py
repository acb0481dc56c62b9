"""Stores: what gradients are added to, and whether it still holds those of earlier steps."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import numpy as np

from handgrad.doctor.anatomy.slices import dependents
from handgrad.doctor.edits.suspects import Suspect
from handgrad.program.program import Ref

if TYPE_CHECKING:
    from handgrad.doctor.case import Case


def is_store(case: Case, suspect: Suspect) -> bool:
    """Whether an expression adds to something that is as the step before left it."""
    assert case.patient is not None
    step, node = case.patient.step, suspect.node
    if not isinstance(node, (ast.AugAssign, ast.BinOp)) or not isinstance(node.op, (ast.Add, ast.Sub)):
        return False
    own = case.blame.own(suspect)
    if any(op.index in case.blame.written or op.index in step.after.values() for op in own):
        return False
    old = dependents(step.program, step.slice, step.memory & set(step.slice))
    before = {a.index for op in own for a in op.args[:2] if isinstance(a, Ref)}
    return any(index in old or is_left(case, index) for index in before)


def is_left(case: Case, index: int) -> bool:
    """Whether a value was computed before the step, and is no parameter's."""
    assert case.patient is not None
    step, op = case.patient.step, case.program[index]
    return (
        index < max(step.before.values()) and op.name != "leaf" and index not in step.numbers and bool(np.any(op.value))
    )
