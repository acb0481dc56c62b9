"""Gradients summed over the rows beside a learning rate that is meant for their mean."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from handgrad.doctor.anatomy.course import Course, too_far
from handgrad.doctor.anatomy.inputs import after
from handgrad.doctor.edits.rates import Rate
from handgrad.doctor.edits.spelling import prefix
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Ref

if TYPE_CHECKING:
    from handgrad.doctor.case import Case
    from handgrad.doctor.truth.patient import Patient

KIND = "gradient-not-averaged"
MANY = 12
"""Rows from which on a sum is another thing than a mean."""


def signs(case: Case) -> Iterator[Sign]:
    """A gradient that is the sum over many rows, with steps that go too far."""
    course = case.course
    for patient in course.patients[:1]:
        rate, rows = course.rate, rows_of(course, patient)
        if rate is None or rows < MANY or not is_sum(course, patient, rate) or not overshoots(course):
            return
        message = f"this is added up over {rows} rows, and {rate.said} makes a step of the sum"
        repairs = list(at_difference(case, patient, rows, message))
        faster = [replace(each, splices=each.splices + rate.times(10), rank=each.rank + 0.05) for each in repairs]
        repairs += [*faster, *at_rate(case, rate, rows, message)]
        if repairs:
            yield Sign(case.find(KIND, repairs[0].site, message, "warning"), tuple(repairs), needs_proof=True)


def rows_of(course: Course, patient: Patient) -> int:
    """How many rows one step is computed from."""
    sizes = [np.shape(p)[row_axis(t)] if np.ndim(p) else 1 for p, t in course.meetings(patient)]
    return int(sum(sizes))


def row_axis(targets: Any) -> int:
    """The axis of targets that counts rows: the longer one of two."""
    return 1 if np.ndim(targets) == 2 and np.shape(targets)[1] > np.shape(targets)[0] else 0


def is_sum(course: Course, patient: Patient, rate: Rate) -> bool:
    """Whether the step is the rate times a sum over rows, and not a mean."""
    truth, factor = patient.comparison.truth, abs(patient.comparison.factor)
    for (p, t), (_, _, prediction) in zip(course.meetings(patient), patient.step.targets, strict=False):
        seed = np.asarray(truth.seeds.get(prediction, 0.0), dtype=float)
        if truth.loss == "program" and np.any(p != t):
            factor *= float(np.linalg.norm(seed)) / float(np.linalg.norm(p - t))
        break
    return factor > 0.4 * rate.value


def overshoots(course: Course) -> bool:
    """Whether the loss is lower on the way of most steps than at their end."""
    if not course.measurable:
        return False
    losses = np.array([course.along(patient, (0.0, 0.03, 0.1, 0.3, 1.0)) for patient in course.patients])
    return bool(np.mean(too_far(losses[:, 0], losses[:, 1:-1], losses[:, -1])) >= 0.5)


def at_difference(case: Case, patient: Patient, rows: int, message: str) -> Iterator[Repair]:
    """Prediction minus target, divided by the number of rows."""
    for meeting, target, _ in patient.step.targets[:1]:
        op = patient.program[meeting]
        tree, node = case.written(op)
        if tree is None or node is None or target is None:
            continue
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
            sides = [arg.index if isinstance(arg, Ref) else None for arg in op.args]
            side = node.left if sides[:1] == [target] else node.right
            count = count_text(tree, side, np.asarray(patient.program[target].value), rows)
            yield Repair(KIND, case.site_of(node, tree.file), divided(tree, node, count), message, 2.0, forward=True)
        statement = tree.statement(node)
        if isinstance(node, ast.Subscript) and isinstance(statement, ast.AugAssign):
            line = f"{tree.source(node.value)} /= {rows}"
            site = case.site_of(statement, tree.file)
            yield Repair(KIND, site, (after(tree, statement, line),), message, 2.0, forward=True)


def divided(tree: Tree, node: ast.expr, count: str) -> tuple[Splice, ...]:
    """A difference divided by something; brackets around it where it has none."""
    line, column, end_line, end_column = node.lineno, node.col_offset, node.end_lineno or 0, node.end_col_offset or 0
    before = tree.lines[line - 1][:column].rstrip()[-1:]
    behind = tree.lines[end_line - 1][end_column:].lstrip()[:1]
    is_call = tree.lines[line - 1][:column].rstrip()[:-1][-1:].isalnum()
    if before == b"(" and behind == b")" and not is_call:
        closing = tree.lines[end_line - 1].index(b")", end_column) + 1
        if tree.lines[end_line - 1][closing:].lstrip()[:1] in (b".", b"[", b"("):
            return (tree.replace(node, f"({tree.source(node)}) / {count}"),)
        return (Splice(tree.file, (end_line, closing, end_line, closing), f" / {count}"),)
    return (tree.replace(node, f"({tree.source(node)}) / {count}"),)


def count_text(tree: Tree, side: ast.expr, value: Any, rows: int) -> str:
    """The text of the number of rows, read off the targets."""
    if value.ndim and value.shape[0] == rows:
        return f"len({tree.source(side)})"
    if value.ndim == 2 and value.shape[1] == rows and isinstance(side, (ast.Name, ast.Attribute, ast.Subscript)):
        return f"{tree.source(side)}.shape[1]"
    return f"{prefix(tree)}size({tree.source(side)})" if value.size == rows else str(rows)


def at_rate(case: Case, rate: Rate, rows: int, message: str) -> Iterator[Repair]:
    """The learning rate divided by the number of rows."""
    splices = tuple(p.tree.replace(p.node, f"{p.tree.operand(p.node)} / {rows}") for p in rate.places)
    yield Repair(KIND, case.site_of(rate.places[0].node, rate.places[0].tree.file), splices, message, 2.1, forward=True)
