"""Reshapes that should exchange axes: the shape is right afterwards, and the numbers stand in other places."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import permutations

import numpy as np

from handgrad.doctor.bugs.convolved import slides
from handgrad.doctor.case import Case
from handgrad.doctor.edits.spelling import function_of, is_method
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.proof.repair import Repair

MESSAGE = "reshape reads the numbers in order and fills the new shape with them; here axes have to change places"
MOST = 3
"""How many ways of exchanging axes are tried."""


def repairs(case: Case) -> Iterator[Repair]:
    """`w.T` for `w.reshape(n, m)`, and the like for more axes, on the way back."""
    patient = case.patient
    for suspect in case.suspects if patient is not None else ():
        base = reshaped(suspect.tree, suspect.node)
        if base is not None and patient is not None and patient.forward_set.isdisjoint(op.index for op in suspect.ops):
            kind = "conv-backward" if slides(patient) else "transpose"
            for number, text in enumerate(exchanges(case, suspect, base)):
                edit = suspect.tree.replace(suspect.node, text)
                yield Repair(kind, suspect.site, (edit,), MESSAGE, 1.3 + 0.1 * number + 0.1 * suspect.score)


def reshaped(tree: Tree, node: ast.AST) -> ast.expr | None:
    """What a call gives another shape; None where it does something else."""
    if not isinstance(node, ast.Call) or function_of(node) != "reshape":
        return None
    if is_method(tree, node) and isinstance(node.func, ast.Attribute):
        return node.func.value
    return node.args[0] if node.args else None


def exchanges(case: Case, suspect: Suspect, base: ast.expr) -> Iterator[str]:
    """The base with its axes in another order that gives the same shape, where that is not the same array."""
    op = next((op for op in suspect.ops if op.name == "reshape" and op.refs()), None)
    if op is None:
        return
    old, new = np.shape(case.program[op.refs()[0]].value), np.shape(op.value)
    if sorted(old) != sorted(new) or sum(size > 1 for size in old) < 2:
        return
    orders = [each for each in permutations(range(len(old))) if tuple(old[axis] for axis in each) == new]
    for order in sorted(orders, key=lambda each: sum(k != axis for k, axis in enumerate(each)))[:MOST]:
        moved = [axis for k, axis in enumerate(order) if k != axis]
        if moved:
            yield suspect.tree.operand(base) + exchange(order, moved)


def exchange(order: tuple[int, ...], moved: list[int]) -> str:
    """How axes are put in another order."""
    if len(order) == 2:
        return ".T"
    if len(moved) == 2:
        return f".swapaxes({min(moved)}, {max(moved)})"
    return f".transpose({', '.join(map(str, order))})"
