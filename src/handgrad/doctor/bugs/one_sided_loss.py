"""A reported cross-entropy of two classes that asks only the rows of one of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.anatomy.reported import Reported, is_smooth, reported
from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.anatomy.sorts import LOGARITHMS
from handgrad.doctor.bugs.output import is_fit, loss_formula, of_logarithms
from handgrad.doctor.case import Case
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.edits.visible import operands_of
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair

MESSAGE = (
    "this is the same whatever is predicted where the target is {level:g}: a network that answers {other:g} to "
    "everything would have the least"
)


def signs(case: Case) -> Iterator[Sign]:
    """`-(y * log(p)).mean()` for targets of both classes, and gradients that belong to the whole of it."""
    if not case.patients or not all(is_fit(patient) for patient in case.patients):
        return
    shown = [each for each in reported(case) if each.op.index < case.flow.evaluation and of_logarithms(case, each)]
    levels = [(number, unasked(case, number)) for number in shown if is_smooth(number.along(case))]
    found = [(number, level) for number, level in levels if level is not None]
    if not found or len(found) < len(levels):  # beside a whole one it is a measure
        return
    number, level = found[0]
    message = MESSAGE.format(level=level, other=1 - level)
    edits = tuple(
        Repair(loss_formula.name, case.site_of(node, tree.file), (edit,), message, 1.0, forward=True)
        for tree, node, edit in halves(case, number)
    )
    where = edits[0].site if edits else number.op
    yield Sign(case.find(loss_formula.name, where, message), edits, by="recheck")


def unasked(case: Case, number: Reported) -> float | None:
    """The class, of two that are not the outputs of one softmax, whose predictions make no difference."""
    t, made = np.asarray(number.target, dtype=float), np.asarray(case.program[number.prediction].value, dtype=float)
    sums = [np.sum(each, axis=axis) for each in (t, made) for axis in range(t.ndim) if np.shape(each) == t.shape]
    alone = not any(np.allclose(each, 1) for each in sums)
    if set(np.unique(t)) != {0.0, 1.0} or not alone:
        return None
    p = 0.5 + 0.3 * (t - 0.5)
    at = [number.at(case, np.where(t == level, 0.4 + 0.2 * t, p)) for level in (0.0, 1.0)]
    same = [value == number.at(case, p) for value in at]
    return float(same.index(True)) if sum(same) == 1 else None


def halves(case: Case, number: Reported) -> Iterator[tuple[Tree, ast.expr, Splice]]:
    """The product of the targets and a logarithm, with the other class's beside it."""
    for index in ancestors(case.program, [number.op.index], [number.prediction]):
        op = case.program[index]
        tree, node = case.written(op)
        parts = operands_of(node) if isinstance(node, ast.expr) else []
        logs = [ref for ref in op.refs() if case.program[ref].name in LOGARITHMS]
        call = case.node(case.program[logs[0]]) if len(logs) == 1 else None
        others = [part for part in parts if all(inside is not call for inside in ast.walk(part))]
        if tree is not None and isinstance(node, ast.expr) and isinstance(call, ast.Call) and len(others) == 1:
            asked = call.args[0]
            guarded = isinstance(asked, ast.BinOp) and isinstance(asked.right, ast.Constant)
            p = asked.left if guarded and isinstance(asked, ast.BinOp) else asked
            turned = (
                tree.replace(others[0], f"(1 - {tree.operand(others[0])})"),
                tree.replace(p, f"1 - {tree.operand(p)}"),
            )
            yield tree, node, tree.replace(node, f"({tree.source(node)} + {tree.edited(node, turned)})")
