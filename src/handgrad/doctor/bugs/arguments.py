"""Edits of the order in which the program's own functions are given two arguments."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.case import Case
from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.proof.repair import Repair

SUMS = ("sum", "fsum", "dot", "matmul", "inner", "vdot")
"""Functions that add up."""


def repairs(case: Case) -> Iterator[Repair]:
    """`outer(delta, inputs)` for `outer(inputs, delta)`: equal lengths hide which is which."""
    if case.patient is None:
        return
    done: set[ast.AST] = set()
    for suspect in case.suspects:
        for node in ast.walk(suspect.statement or suspect.node):
            if isinstance(node, ast.Call) and node not in done and len(node.args) == 2 and not node.keywords:
                done.add(node)
                yield from exchanged(case, suspect, node)


def exchanged(case: Case, suspect: Suspect, call: ast.Call) -> Iterator[Repair]:
    """The two arguments of a call of one of the program's own functions, each in the other's place."""
    tree, found = suspect.tree, case.scope.definitions(suspect.tree, call)
    first, second = call.args
    if not found or any(isinstance(each, (ast.Starred, ast.Constant)) for each in call.args):
        return
    outer = not any(adds_up(node) for _, function in found for node in ast.walk(function))
    kind = "gradient-transposed" if outer else "transpose"
    message = f"the other way round: {tree.source(second)} first, then {tree.source(first)}"
    edits = (tree.replace(first, tree.source(second)), tree.replace(second, tree.source(first)))
    rank = 1.9 + 0.1 * case.blame.distance(suspect)
    yield Repair(kind, case.site_of(call, tree.file), edits, message, rank)


def adds_up(node: ast.AST) -> bool:
    """Whether a node adds something to something, or sums something up."""
    plus = isinstance(node, (ast.BinOp, ast.AugAssign)) and isinstance(node.op, (ast.Add, ast.Sub, ast.MatMult))
    return plus or (isinstance(node, ast.Call) and function_of(node) in SUMS)
