"""Parameters that grow with their first step, because a gradient for each row is taken off them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.anatomy.slices import scaled
from handgrad.doctor.case import Case
from handgrad.doctor.edits.pieces import values_of
from handgrad.doctor.edits.spelling import prefix
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op

KIND = "broadcasting"


def signs(case: Case) -> Iterator[Sign]:
    """The first step of a parameter that had fewer numbers before it."""
    for number in case.anatomy.parameters:
        first = case.program[case.anatomy.states[number].versions[0]]
        old = grown_from(case, first)
        if old is not None and first.site is not None:
            was, now = ("x".join(map(str, np.shape(op.value))) for op in (old, first))
            message = (
                f"a parameter of {was} numbers becomes one of {now} here: what is taken off it has a row for each "
                "sample, and is not summed over them"
            )
            repairs = tuple(summed(case, number, message))
            yield Sign(case.find(KIND, first, message), repairs, by="recheck", follow=True)
            return


def summed(case: Case, number: int, message: str) -> Iterator[Repair]:
    """The gradient summed over its rows where it is made, where it is handed on as it is, or where it is taken off."""
    patient, program = case.patient, case.program
    if patient is None or number not in patient.step.after:
        return
    update = program[patient.step.after[number]]
    index = next((ref for ref in update.refs() if ref != patient.step.before[number]), update.index)
    while scaled(program, program[index]):
        index = scaled(program, program[index])[0]
    last = case.statement(update.site) if update.site is not None else None
    for tree in case.trees.values():
        for node in (node for node in ast.walk(tree.root) if isinstance(node, (ast.Assign, ast.AugAssign))):
            for part, rank in ((node.value, 1.0), *((each, 1.2) for each in ast.walk(node.value) if node is last)):
                if isinstance(part, ast.expr) and index in values_of(case, tree, part):
                    edit = tree.replace(part, f"{prefix(tree)}sum({tree.source(part)}, axis=0)")
                    yield Repair(KIND, case.site_of(part, tree.file), (edit,), message, rank)


def grown_from(case: Case, op: Op) -> Op | None:
    """The array, of more than one number, that a sum is larger than in front; None where it is no such sum."""
    if op.name not in ("add", "subtract") or len(op.refs()) != 2:
        return None
    one, other = (case.program[ref] for ref in op.refs())
    shape, whole = np.shape(one.value), np.shape(op.value)
    larger = np.size(op.value) > np.size(one.value) > 1 and np.shape(other.value) == whole
    return one if larger and whole[len(whole) - len(shape) :] == shape else None
