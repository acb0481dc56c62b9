"""The whole sum of a node's gradients passed on at every visit, where each visit brings one part of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.bugs.accumulate import accumulate
from handgrad.doctor.case import Case
from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.proof.repair import Repair

MESSAGE = "this passes on the whole sum at every visit: what earlier visits brought goes down once more"
RANK = 1.1
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def repairs(case: Case) -> Iterator[Repair]:
    """`child.backward(g)` for `child.backward(self.grad)` in a method that visits itself, after `self.grad += g`."""
    if case.patient is None:
        return
    for tree in case.trees.values():
        for function in ast.walk(tree.root):
            if isinstance(function, FUNCTIONS):
                for total, part in sums(function):
                    yield from passed(case, tree, function, total, part)


def sums(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[tuple[str, str]]:
    """What a function adds an argument of its own to, and that argument."""
    given = {arg.arg for arg in function.args.args}
    for node in ast.walk(function):
        terms = terms_of(node)
        names = [part for part in terms[1:] if part in given]
        if names and "." in terms[0]:
            yield terms[0], names[0]


def terms_of(node: ast.AST) -> list[str]:
    """The texts of what is added to, and of what is added: `a += b` and `a = a + b`; nothing elsewhere."""
    if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add):
        return [ast.unparse(node.target), ast.unparse(node.value)]
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.BinOp) and isinstance(node.value.op, ast.Add):
        total, parts = ast.unparse(node.targets[0]), [ast.unparse(node.value.left), ast.unparse(node.value.right)]
        return [total, *parts] if total in parts else []
    return []


def passed(
    case: Case, tree: Tree, function: ast.FunctionDef | ast.AsyncFunctionDef, total: str, part: str
) -> Iterator[Repair]:
    """The part for the sum in what a function hands to itself."""
    for call in ast.walk(function):
        if isinstance(call, ast.Call) and function_of(call) == function.name:
            handed = [node for each in call.args for node in ast.walk(each) if isinstance(node, ast.Attribute)]
            for node in handed:
                if ast.unparse(node) == total:
                    edit, site = tree.replace(node, part), case.site_of(node, tree.file)
                    yield Repair(accumulate.name, site, (edit,), MESSAGE, RANK)
