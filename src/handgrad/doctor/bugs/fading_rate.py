"""Fading rate: a learning rate that every step lowers, where it is the turns of the loop around that were meant."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from handgrad.doctor.anatomy.sorts import SCALES
from handgrad.doctor.bugs.training import learning_rate_too_small
from handgrad.doctor.case import Case
from handgrad.doctor.edits.statements import loops_around
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Ref, Site

FEWEST = 3
"""How many times in a row a rate must have been lowered."""
LATER = 100
"""The number of steps after which it is said what is left of it."""


def signs(case: Case) -> Iterator[Sign]:
    """A rate that is a fixed share of the one before in every step, lowered in the inner of two loops."""
    share = fading(case)
    if share is None:
        return
    message = (
        f"every step leaves {share:.4g} of the learning rate: {share**LATER:.2g} of it is left after {LATER} steps"
    )
    for site, (tree, statement) in dict(lowered(case, share)).items():
        loops = list(loops_around(tree, statement))
        if len(loops) > 1 and not loops[0].orelse and len(loops[0].body) > 1 and statement in loops[0].body:
            edits = tuple(moved_out(tree, statement, loops[0]))
            repair = Repair(learning_rate_too_small.name, site, edits, message, 3.0, forward=True)
            found = case.find(learning_rate_too_small.name, site, message, "warning")
            yield Sign(found, (repair,), needs_proof=True)


def fading(case: Case) -> float | None:
    """What each step's rate is of the one before, where that is always the same and less than all of it."""
    factors = [abs(patient.comparison.factor) for patient in case.patients if patient.comparison.factor]
    shares = [later / earlier for earlier, later in pairwise(factors)]
    if len(shares) < FEWEST or not np.allclose(shares, shares[0], rtol=1e-4) or not shares[0] < 0.9999:
        return None
    return float(np.mean(shares))


def lowered(case: Case, share: float) -> Iterator[tuple[Site, tuple[Tree, ast.stmt]]]:
    """The statements that make a single number this share of itself."""
    for op in case.program.ops:
        tree = case.tree_of(op)
        if tree is None or op.site is None or not is_lowered(case, op, share):
            continue
        node = tree.at(op.site)
        statement = tree.statement(node) if node is not None else None
        if statement is not None and node is not None and makes_anew(statement, node):
            yield case.site_of(statement, tree.file), (tree, statement)


def is_lowered(case: Case, op: Op, share: float) -> bool:
    """Whether an operation gives a single number that is a share of an operand."""
    if op.name not in SCALES or np.size(op.value) != 1:
        return False
    new = float(np.ravel(op.value)[0])
    olds = [np.ravel(case.program[part.index].value) for part in op.args if isinstance(part, Ref)]
    return any(old.size == 1 and np.isclose(new, share * float(old[0]), rtol=1e-4) for old in olds)


def makes_anew(statement: ast.stmt, node: ast.AST) -> bool:
    """Whether a statement's own product or quotient is the new value of something that it is computed from."""
    if isinstance(statement, ast.AugAssign):
        return node is statement and isinstance(statement.op, (ast.Mult, ast.Div))
    if not isinstance(statement, ast.Assign) or node is not statement.value:
        return False
    return ast.unparse(statement.targets[0]) in {ast.unparse(part) for part in ast.walk(node)}


def moved_out(tree: Tree, statement: ast.stmt, loop: ast.For | ast.While) -> Iterator[Splice]:
    """A statement of a loop's body put behind the loop."""
    first, last = statement.lineno, statement.end_lineno or statement.lineno
    if statement is loop.body[-1]:
        yield Splice(tree.file, (first, 0, first, statement.col_offset), " " * loop.col_offset)
        return
    yield Splice(tree.file, (first, 0, last + 1, 0), "")
    yield tree.line_after(loop, tree.source(statement))
