"""Normalisation by the variance, or its square, where the deviation is meant."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.case import Case
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Ref

PREDICTED = "predictions are divided by a variance here; in training the same layer divides by its root on line {line}"
SMALL = 0.1
"""What is added to a variance so that nothing is divided by 0 is smaller than this."""
KIND = "batchnorm-eval"
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


def signs(case: Case) -> Iterator[Sign]:
    """A prediction divided by a variance that is kept, where the training divides by the root of its own."""
    users = case.program.users()
    guarded = [op for op in case.program.ops if is_guarded(case, op)]
    trained = {op.site: op for op in guarded if op.index in case.flow.trained and is_rooted(case, users[op.index])}
    outside = [each.op.index for each in case.flow.applications if case.flow.outside(each)] if trained else []
    predicted = set(ancestors(case.program, outside, case.flow.versions))
    for op in (each for each in guarded if each.index in predicted):
        alike = [other for other in trained.values() if np.size(other.value) == np.size(op.value)]
        tree, node = case.written(op)
        if op.index in case.flow.trained or op.site in trained or not alike or not divides(case, op, users[op.index]):
            continue
        if tree is not None and isinstance(node, ast.BinOp) and alike[0].site is not None:
            message, site = PREDICTED.format(line=alike[0].site.line), case.site_of(node, tree.file)
            edits = [Repair(KIND, site, (edit,), message, 1.0) for edit in with_root(tree, node)]
            yield Sign(case.find(KIND, site, message), tuple(edits), by="recheck", follow=True)
            return


def is_rooted(case: Case, users: Iterable[int]) -> bool:
    """Whether the root of a value is taken."""
    readers = (case.program[index] for index in users)
    return any(op.name == "sqrt" or (op.name == "power" and op.args[-1] in (0.5, -0.5)) for op in readers)


def divides(case: Case, op: Op, users: Iterable[int]) -> bool:
    """Whether all that is done with a value is to divide what the network computes by it."""
    readers = [case.program[index] for index in users]
    by_it = (reader.name == "divide" and reader.args[-1] == Ref(op.index) for reader in readers)
    return bool(readers) and all(by_it) and case.flow.moving.issuperset(reader.refs()[0] for reader in readers)


def is_guarded(case: Case, op: Op) -> bool:
    """Whether an operation adds a small number to several that are not negative."""
    if op.name != "add":
        return False
    values = [np.asarray(case.program[part.index].value if isinstance(part, Ref) else part) for part in op.args]
    small = [value for value in values if value.size == 1 and 0 < float(value.ravel()[0]) < SMALL]
    others = [value for value in values if value.size > 1]
    return len(small) == len(others) == 1 and bool(np.all(others[0] >= 0))


def with_root(tree: Tree, node: ast.BinOp) -> Iterator[Splice]:
    """Another exponent for the sum, or one where it is a divisor without any."""
    parent = tree.parents.get(node)
    if isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Pow) and parent.left is node:
        if not (isinstance(parent.right, ast.Constant) and parent.right.value == 0.5):
            yield tree.replace(parent.right, "0.5")
    elif isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Div) and parent.right is node:
        yield tree.replace(node, f"{tree.operand(node)} ** 0.5")
