"""A third factor handed to a function of two: NumPy takes it for the place where the result is written."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.anatomy.sorts import BLANK
from handgrad.doctor.bugs.chain import chain_rule_dropped
from handgrad.doctor.case import Case
from handgrad.doctor.edits.pieces import definition
from handgrad.doctor.edits.spelling import function_of, prefix
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair

OPERATORS = {"multiply": "*", "add": "+"}
CERTAIN = 0.5
"""The rank of an edit that nothing else is tried before."""
MESSAGE = "{name} takes two operands: the product of these is written into {third}, whose own values are lost"


def signs(case: Case) -> Iterator[Sign]:
    """`np.multiply(a, b, c)` where `c` was worked out, and is no array made to be filled."""
    for repair in repairs(case):
        yield Sign(case.find(repair.kind, repair.site, repair.message), (repair,), by="recheck")


def repairs(case: Case) -> Iterator[Repair]:
    """A product of three for each such call, where some gradient is not right: whatever looks wrong follows from it."""
    right = case.patients and not case.uphill and not any(patient.comparison.wrong for patient in case.patients)
    for tree in case.trees.values() if not right else ():
        for node in ast.walk(tree.root):
            operator = operator_of(tree, node)
            if isinstance(node, ast.Call) and operator and len(node.args) == 3 and is_worked_out(tree, node.args[2]):
                message = MESSAGE.format(name=tree.source(node.func), third=tree.source(node.args[2]))
                text = f" {operator} ".join(tree.operand(part) for part in node.args)
                edit = tree.replace(node, text if is_alone(tree, node) else f"({text})")
                yield Repair(chain_rule_dropped.name, case.site_of(node, tree.file), (edit,), message, CERTAIN)


def operator_of(tree: Tree, node: ast.AST) -> str:
    """What joins two operands as one of NumPy's functions does, where its result is used; "" for other nodes."""
    if not isinstance(node, ast.Call) or isinstance(tree.parents.get(node), ast.Expr):
        return ""
    name, whole = function_of(node), tree.source(node.func)
    return OPERATORS.get(name, "") if whole != name and whole == prefix(tree) + name else ""


def is_worked_out(tree: Tree, node: ast.expr) -> bool:
    """Whether an operand is made of others where it stands, or where its name is given something."""
    made = definition(tree, node) if isinstance(node, ast.Name) else node
    return isinstance(made, (ast.BinOp, ast.Call)) and function_of(made) not in BLANK


def is_alone(tree: Tree, node: ast.Call) -> bool:
    """Whether a call is all that a statement gives to a name or returns."""
    return isinstance(tree.parents.get(node), (ast.Assign, ast.Return))
