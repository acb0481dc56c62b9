"""A first velocity that is the gradient itself, where every later one takes the learning rate times it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.bugs.momentum import momentum_velocity
from handgrad.doctor.case import Case
from handgrad.doctor.edits.constants import number_of
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair

MESSAGE = "the first velocity is the whole gradient, and every later one takes {rate}: the first step is far too long"
ROUNDING = 1e-9
"""How far from 1 two shares of a whole may add up."""


def signs(case: Case) -> Iterator[Sign]:
    """`v = -rate * g` for `v = -g` in front of `v = keep * v - rate * g` in the other branch."""
    for tree in case.trees.values() if case.patients else ():
        for node in ast.walk(tree.root):
            if isinstance(node, ast.If):
                for begun in node.body:
                    for later in node.orelse:
                        yield from unscaled(case, tree, begun, later)


def unscaled(case: Case, tree: Tree, begun: ast.stmt, later: ast.stmt) -> Iterator[Sign]:
    """The sign at the first of two stores into one place, where the second keeps a share of what is there."""
    if not isinstance(begun, ast.Assign) or not isinstance(later, ast.Assign):
        return
    target, change = ast.unparse(later.targets[0]), later.value
    if ast.unparse(begun.targets[0]) != target or not isinstance(change, ast.BinOp):
        return
    own, term = bare(begun.value), change.right
    kept = target in {ast.unparse(part) for part in ast.walk(change.left)}
    if not isinstance(change.op, (ast.Add, ast.Sub)) or not isinstance(term, ast.BinOp) or not is_factor(own, term):
        return
    if kept and is_no_average([number_at(case, tree, part) for part in (change.left, term)]):
        text = f"{'-' if isinstance(begun.value, ast.UnaryOp) else ''}{tree.source(term)}"
        message = MESSAGE.format(rate=tree.source(term))
        site = case.site_of(begun.value, tree.file)
        repair = Repair(momentum_velocity.name, site, (tree.replace(begun.value, text),), message, 1.0)
        yield Sign(case.find(momentum_velocity.name, site, message), (repair,), by="recheck")


def number_at(case: Case, tree: Tree, node: ast.expr) -> float | None:
    """The number that a product multiplied something by when it was last performed."""
    found = [
        number
        for op in case.program.ops
        if op.name == "multiply" and op.site is not None and op.site.file == tree.file and tree.at(op.site) is node
        for argument in op.args
        if (number := number_of(case, argument)) is not None
    ]
    return found[-1] if found else None


def is_no_average(shares: list[float | None]) -> bool:
    """Whether what is kept and what is added are known, and no shares of a whole: a mean may begin with a value."""
    known = [share for share in shares if share is not None]
    return len(known) == len(shares) and abs(sum(known) - 1) > ROUNDING


def bare(node: ast.expr) -> ast.expr:
    """An expression without a minus in front."""
    return node.operand if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) else node


def is_factor(own: ast.expr, term: ast.BinOp) -> bool:
    """Whether a product is something times an expression."""
    product = isinstance(term.op, ast.Mult)
    return product and ast.unparse(own) in (ast.unparse(term.left), ast.unparse(term.right))
