"""Normalisation by the variance, or its square, where the deviation is meant."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.case import Case
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Ref

SMALL = 0.1
"""What is added to a variance so that nothing is divided by 0 is smaller than this."""
MESSAGE = "this divides by a variance, or a power of it, where its root, the deviation, would give a spread of 1"


def repairs(case: Case) -> Iterator[Repair]:
    """`(var + eps) ** 0.5` for `(var + eps) ** 2` and for `var + eps`, where the forward pass divides by it."""
    patient, seen = case.patient, set[ast.AST]()
    for index in patient.forward if patient is not None else ():
        op = case.program[index]
        tree, node = case.written(op)
        if tree is not None and isinstance(node, ast.BinOp) and node not in seen and is_guarded(case, op):
            seen.add(node)
            for edit in with_root(tree, node):
                yield Repair("forward-formula", case.site_of(node, tree.file), (edit,), MESSAGE, 1.9, forward=True)


def is_guarded(case: Case, op: Op) -> bool:
    """Whether an operation adds a small number to several that are not negative."""
    values = [case.program[part.index].value if isinstance(part, Ref) else part for part in op.args]
    small = [value for value in values if np.size(value) == 1 and 0 < float(np.ravel(value)[0]) < SMALL]
    others = [np.asarray(value) for value in values if np.size(value) > 1]
    return op.name == "add" and len(small) == len(others) == 1 and bool(np.all(others[0] >= 0))


def with_root(tree: Tree, node: ast.BinOp) -> Iterator[Splice]:
    """Another exponent for the sum, or one where it is a divisor without any."""
    parent = tree.parents.get(node)
    if isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Pow) and parent.left is node:
        if not (isinstance(parent.right, ast.Constant) and parent.right.value == 0.5):
            yield tree.replace(parent.right, "0.5")
    elif isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Div) and parent.right is node:
        yield tree.replace(node, f"{tree.operand(node)} ** 0.5")
