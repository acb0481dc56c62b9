"""A loss of two terms only one of which is divided by the number of rows, beside gradients of the whole mean."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.case import Case
from handgrad.doctor.edits.syntax import Tree, is_addition
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.truth.own_truths import own_truths
from handgrad.doctor.truth.truth import parallel

KIND = "loss-formula"
MESSAGE = "only the last term of this loss is {verb} by {by}; the gradients are those of a loss whose terms all are"


def signs(case: Case) -> Iterator[Sign]:
    """Sums whose last term alone is divided, where the gradients are right under another loss than the program's own.

    They are proved: with brackets the two are the same.
    """
    patient = case.patient
    if patient is None or patient.comparison.wrong or patient.comparison.truth.value is not None:
        return
    for truth in own_truths(patient.step, patient.values):
        if truth.value is None or truth.mixed or parallel(truth.seeds, patient.comparison.truth.seeds):
            continue
        for index in ancestors(
            patient.program, [truth.value], stop=[*patient.step.predictions, *patient.step.after.values()]
        ):
            op = patient.program[index]
            tree, node = case.written(op)
            if tree is not None and isinstance(node, ast.BinOp) and is_addition(node) and np.size(op.value) == 1:
                yield from bracketed(case, tree, node)


def bracketed(case: Case, tree: Tree, node: ast.BinOp) -> Iterator[Sign]:
    """`(a - b) / n` for `a - b / n`."""
    term = node.right
    if not isinstance(term, ast.BinOp) or not isinstance(term.op, (ast.Div, ast.Mult)):
        return
    sign, verb = ("/", "divided") if isinstance(term.op, ast.Div) else ("*", "multiplied")
    middle = "-" if isinstance(node.op, ast.Sub) else "+"
    by = tree.source(term.right)
    text = f"({tree.source(node.left)} {middle} {tree.source(term.left)}) {sign} {by}"
    message = MESSAGE.format(verb=verb, by=by)
    repair = Repair(KIND, case.site_of(node, tree.file), (tree.replace(node, text),), message, 1.0)
    yield Sign(case.find(KIND, node, message), (repair,), needs_proof=True, by="recheck")
