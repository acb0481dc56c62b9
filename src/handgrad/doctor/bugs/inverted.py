"""`~` in front of a truth value of Python, which it makes a number that is always true."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.case import Case
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair

KIND = "stopping-criterion"
TRUTHS = ("all", "any", "bool", "isinstance", "hasattr", "callable")
"""Functions of Python that give one."""
MESSAGE = "in Python ~True is -2 and ~False is -1, and both count as true: this never ends anything"


def signs(case: Case) -> Iterator[Sign]:
    """`while ~all(...)`, where `not` is meant; NumPy's own `all` gives what `~` can turn."""
    for tree in case.trees.values():
        for node in ast.walk(tree.root):
            if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert) and is_asked(tree, node):
                name = getattr(getattr(node.operand, "func", None), "id", "")
                if name in TRUTHS and is_pythons(case, name):
                    site = case.site_of(node, tree.file)
                    edit = tree.replace(node, f"not {tree.source(node.operand)}")
                    repair = Repair(KIND, site, (edit,), MESSAGE, 1)
                    yield Sign(case.find(KIND, site, MESSAGE), (repair,), by="recheck")


def is_asked(tree: Tree, node: ast.AST) -> bool:
    """Whether an expression is, or is a part of, the condition of a loop or a branch."""
    parent = tree.parents.get(node)
    while isinstance(parent, (ast.BoolOp, ast.UnaryOp)):
        node, parent = parent, tree.parents.get(parent)
    return isinstance(parent, (ast.While, ast.If, ast.IfExp)) and parent.test is node


def is_pythons(case: Case, name: str) -> bool:
    """Whether a name is still what Python calls so."""
    return getattr(case.recording.namespace.get(name), "__module__", "builtins") == "builtins"
