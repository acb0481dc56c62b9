"""A penalty's slope that is added for the column of the biases as well, which the loss leaves out."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.anatomy.sorts import MOVES, WRITES
from handgrad.doctor.bugs.regularization import regularization_mismatch, terms_of
from handgrad.doctor.case import Case
from handgrad.doctor.edits.expressions import numpy_prefix
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.edits.together import same_everywhere
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.truth.compare import Match
from handgrad.program.program import Ref

MESSAGE = "this adds a penalty's slope for the biases too, which the penalty in the loss leaves out"
RANK = 1.4
CLOSE = 1e-6
"""Beside the largest number, up to where two numbers are the same."""
NAMES = (ast.Name, ast.Attribute)


def repairs(case: Case) -> Iterator[Repair]:
    """`g[:, 1:] += lam * W[:, 1:]` for `g += lam * W`, in all layers at once."""
    patient = case.patient
    if patient is not None and any(map(is_penalised_in_part, wrong_matches(case))):
        yield from same_everywhere(edits(case))


def wrong_matches(case: Case) -> Iterator[tuple[Match, np.ndarray]]:
    """The wrong gradients of programs whose loss has a penalty, and their parameters."""
    assert case.patient is not None
    comparison = case.patient.comparison
    for match in comparison.wrong if comparison.truth.penalties else ():
        yield match, np.ravel(case.patient.values[case.patient.step.before[match.number]])


def is_penalised_in_part(pair: tuple[Match, np.ndarray]) -> bool:
    """Whether less than half of a gradient is wrong, and that by one multiple of the weights."""
    match, weights = pair
    own, right = np.ravel(match.own), np.ravel(match.right)
    known = np.abs(right) > CLOSE * np.max(np.abs(right), initial=0.0)
    if not np.any(known):
        return False
    rest = own - np.median(own[known] / right[known]) * right
    off = np.abs(rest) > CLOSE * np.max(np.abs(own))
    if not 0 < np.sum(off) < len(own) / 2 or np.any(weights[off] == 0):
        return False
    shares = rest[off] / weights[off]
    return bool(np.ptp(shares) <= 1e-4 * np.max(np.abs(shares)))


def edits(case: Case) -> Iterator[Repair]:
    """All of them, one place after the other."""
    assert case.patient is not None
    done = set[ast.AST]()
    for index in case.patient.step.slice:
        op = case.patient.program[index]
        tree, node = case.written(op)
        if op.name not in ("add", "subtract") or tree is None or node is None or node in done:
            continue
        places = [k for k, arg in enumerate(op.args[:2]) if isinstance(arg, Ref) and is_part(case, arg.index)]
        statement = tree.statement(node)
        sums = statement if isinstance(statement, ast.AugAssign) and node in (statement, statement.target) else node
        terms = terms_of(sums)
        if len(places) == 1 and places[0] in terms and np.ndim(op.value):
            done.add(node)
            for splices in without_first(tree, sums, terms[places[0]], np.shape(op.value)):
                yield Repair(regularization_mismatch.name, case.site_of(sums, tree.file), splices, MESSAGE, RANK)


def is_part(case: Case, index: int) -> bool:
    """Whether a value is a parameter, or a part of one, times single numbers."""
    assert case.patient is not None
    program, olds = case.patient.program, set(case.patient.step.before.values())
    while index not in olds:
        op = program[index]
        moving = [ref for ref in op.refs() if ref in case.patient.moving]
        if op.name not in MOVES - WRITES | {"multiply", "divide", "negative"} or len(moving) != 1:
            return False
        index = moving[0]
    return True


def without_first(tree: Tree, sums: ast.AST, term: ast.expr, shape: tuple[int, ...]) -> Iterator[tuple[Splice, ...]]:
    """A sum whose term leaves out the first column, or the first row."""
    arrays = [part for part in ast.walk(term) if isinstance(part, NAMES) and is_factor(tree, part, term)]
    keys = ("[:, 1:]", "[1:]") if len(shape) == 2 else ("[1:]",)
    for key in keys:
        for part in arrays:
            text = tree.source(part)
            if isinstance(sums, ast.AugAssign):
                target = tree.replace(sums.target, f"{tree.source(sums.target)}{key}")
                yield target, tree.replace(part, f"{text}{key}")
            elif len(shape) == 1:
                yield (tree.replace(part, f"{numpy_prefix(tree)}append(0, {text}[1:])"),)
            else:
                zero = f"0 * {text}{key.replace('1:', ':1')}"
                axis = ", axis=1" if key == "[:, 1:]" else ""
                yield (tree.replace(part, f"{numpy_prefix(tree)}concatenate(({zero}, {text}{key}){axis})"),)


def is_factor(tree: Tree, part: ast.AST, term: ast.AST) -> bool:
    """Whether a part is a factor of a term, and no argument or index in it."""
    while part is not term:
        part = tree.parents[part]
        if not isinstance(part, (ast.BinOp, ast.UnaryOp)):
            return False
    return True
