"""Loops over layers: the condition under which an expression inside one serves the last layer."""

from __future__ import annotations

import ast

from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.syntax import Tree


def at_last(tree: Tree, node: ast.AST) -> str:
    """The condition for the last layer in the innermost loop around a node; empty where none can be written."""
    function, parent = tree.function(node), tree.parents.get(node)
    while parent is not None and parent is not function:
        if isinstance(parent, ast.For):
            return condition(tree, parent.target, parent.iter)
        parent = tree.parents.get(parent)
    return ""


def condition(tree: Tree, target: ast.expr, over: ast.expr) -> str:
    """What is true of a loop's variables when they are those of the last layer."""
    name = function_of(over)
    arguments = over.args if isinstance(over, ast.Call) else []
    if name == "zip" and isinstance(target, ast.Tuple):
        found = [condition(tree, one, each) for one, each in zip(target.elts, arguments, strict=False)]
        return next((each for each in found if each), "")
    if name == "enumerate" and isinstance(target, ast.Tuple) and arguments:
        return f"{tree.source(target.elts[0])} == len({tree.source(arguments[0])}) - 1"
    if not isinstance(target, ast.Name):
        return ""
    if name == "reversed" and arguments:
        return condition(tree, target, arguments[0])
    if name == "range" and arguments:
        return f"{target.id} == {last_of(tree, arguments)}"
    return f"{target.id} is {tree.source(over)}[-1]" if isinstance(over, (ast.Name, ast.Attribute)) else ""


def last_of(tree: Tree, arguments: list[ast.expr]) -> str:
    """The largest number of a range, counted up or down."""
    if len(arguments) == 3 and tree.source(arguments[2]).startswith("-"):
        return tree.source(arguments[0])
    stop = tree.source(arguments[0] if len(arguments) == 1 else arguments[1])
    if stop.endswith("+ 1"):
        return stop[:-3].strip()
    return f"{stop} - 1" if not stop.isdigit() else str(int(stop) - 1)
