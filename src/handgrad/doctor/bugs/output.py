"""The reported loss: whether it is the one that the gradients belong to."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.anatomy.reported import Reported, is_loss, is_smooth, reported
from handgrad.doctor.anatomy.slices import ancestors, dependents
from handgrad.doctor.anatomy.sorts import LOGARITHMS
from handgrad.doctor.bugs import Kind
from handgrad.doctor.bugs.formula import bracketed, operator_span
from handgrad.doctor.bugs.shapes import spreads
from handgrad.doctor.case import Case
from handgrad.doctor.edits.spelling import function_of, reduced
from handgrad.doctor.edits.syntax import Splice, Tree, is_addition
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.truth.choice import is_confirmed
from handgrad.doctor.truth.named_losses import LOSSES
from handgrad.doctor.truth.patient import Patient
from handgrad.program.program import Site
from handgrad.program.spans import span_of

loss_formula = Kind(
    name="loss-formula",
    code="D038",
    title="reported loss is another one",
    explain="""\
A program that starts its backward pass from the right difference trains well
whatever it prints. The printed loss and the gradient should still be of one
function:

    gradient  a - y        belongs to  (a - y)**2 / 2,  or to cross-entropy behind a sigmoid or softmax

The bug: the number that is shown is not a loss at all, or another one.

    loss = (a - y).mean()                   # positive and negative errors cancel: 0 says nothing
    loss = np.mean(y * np.log(a))           # the sign, and the rows with y = 0, are missing
    loss = (a - y) ** 2 / 2 * n             # grows with the batch

Write instead, for squared error and for two classes:

    loss = ((a - y) ** 2).mean()
    loss = -(y * np.log(a) + (1 - y) * np.log(1 - a)).mean()

A small example: a = [1, 0], y = [0, 1]. Both rows are as wrong as can be, and
(a - y).mean() is 0. A loss that is used to stop the training, or to choose
between two networks, does harm through such a formula.
""",
)


def signs(case: Case) -> Iterator[Sign]:
    """Reported numbers that are neither least nor most where every prediction is its target.

    They are looked at only where that is what the training is for, and where it does not show the number that it makes
    less: what else a program shows then is a measure, and may be anything. One of logarithms is none, unless another
    such number that is shown in training is right.
    """
    if not all(is_fit(patient) for patient in case.patients) or next(spreads(case), None) is not None:
        return
    judged: dict[Site | None, list[Reported]] = {}
    for number in reported(case):
        judged.setdefault(number.op.site, []).append(number)
    verdicts = [(numbers, *verdict(case, numbers[:MOST])) for numbers in judged.values()]
    shown = [numbers[0] for numbers, right, smooth in verdicts if right and smooth]
    for numbers, right, smooth in verdicts:
        beside = [each for each in shown if each.op.index < case.flow.evaluation and of_logarithms(case, each)]
        measure = bool(beside if of_logarithms(case, numbers[0]) else shown)
        if smooth and not right and not measure and numbers[0].op.index < case.flow.evaluation:
            yield loss_sign(case, numbers[0])
            return


def of_logarithms(case: Case, number: Reported) -> bool:
    """Whether a number is made of logarithms of the predictions, as nothing but a cross-entropy is."""
    inside = ancestors(case.program, [number.op.index], [number.prediction])
    way = dependents(case.program, inside, [number.prediction])
    return any(case.program[index].name in LOGARITHMS for index in way)


def is_fit(patient: Patient) -> bool:
    """Whether a step is known to bring predictions to their targets, and the program does not compute its loss."""
    comparison = patient.comparison
    named = comparison.truth.loss in LOSSES and not comparison.truth.loss.endswith("on logits")
    return named and is_confirmed([comparison]) and not comparison.wrong


MOST = 8
"""How many times one reported number is looked at."""


def verdict(case: Case, numbers: list[Reported]) -> tuple[bool, bool]:
    """Whether a number is a loss each time it is reported, and whether it is smooth."""
    values = [number.along(case) for number in numbers]
    return all(map(is_loss, values)), any(map(is_smooth, values))


def loss_sign(case: Case, number: Reported) -> Sign:
    """The sign at a number that is no loss."""
    now, (perfect, *others) = float(np.ravel(number.op.value)[0]), number.along(case)
    message = f"this is {now:.4g} here and would be {perfect:.4g} if every prediction were its target"
    less = min(others) < perfect < now
    message += f", but {min(others):.4g} for other predictions: it is no loss" if less else ": it is no loss"
    tree, node = case.written(number.op)
    site = number.op.site
    assert site is not None
    repairs = [
        Repair("loss-formula", site, splices, message, rank, forward=True)
        for rank, splices in (formulas(tree, node) if tree and node else ())
    ]
    ranked = tuple(sorted(repairs, key=lambda each: each.rank))
    return Sign(case.find("loss-formula", site, message), ranked, needs_proof=True, by="recheck")


def formulas(tree: Tree, node: ast.AST) -> Iterator[tuple[float, tuple[Splice, ...]]]:
    """Other ways to write a reported number."""
    parts = list(ast.walk(node))
    if (
        isinstance(node, ast.Call)
        and function_of(node) in ("mean", "sum", "average")
        and reduced(tree, node) is not None
    ):
        yield 1, (tree.replace(reduced(tree, node) or node, f"{tree.operand(reduced(tree, node) or node)} ** 2"),)
    turned = [splice for part in parts for splice in transposed_product(tree, part)]
    if turned:
        yield 1, tuple(turned)
    for part in parts:
        if is_addition(part):
            place = operator_span(tree, part, "+" if isinstance(part.op, ast.Add) else "-")
            if place is not None:
                yield 1.5, (Splice(tree.file, place, "-" if isinstance(part.op, ast.Add) else "+"),)
            if tree.source(part).startswith("-"):
                line, column, _, _ = span_of(part)
                yield 2, (Splice(tree.file, (line, column + 1, line, column + 1), "("), tree.insert_after(part, ")"))
            if isinstance(part.op, ast.Sub):
                yield 2, (tree.insert_before(part, "("), tree.insert_after(part, ") ** 2"))


def transposed_product(tree: Tree, node: ast.AST) -> Iterator[Splice]:
    """`dot(a.T, b)` as `dot(a, b.T)`."""
    if isinstance(node, ast.Call) and function_of(node) in ("dot", "matmul") and len(node.args) == 2:
        left, right = node.args
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        left, right = node.left, node.right
    else:
        return
    if isinstance(left, ast.Attribute) and left.attr == "T":
        yield tree.replace(
            left, tree.source(left.value) if not bracketed(tree, left.value) else f"({tree.source(left.value)})"
        )
        yield tree.replace(right, f"{tree.operand(right)}.T")
