"""Edits that let what a statement makes outlive the loop or the function that makes it anew each time."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.edits.statements import loops_around, without
from handgrad.doctor.edits.syntax import Splice, Tree


def outliving(tree: Tree, statement: ast.stmt) -> Iterator[tuple[Splice, ...]]:
    """A statement put in front of each of the loops around it, the outermost first; or made in the first call only."""
    for loop in reversed(list(loops_around(tree, statement))):
        yield tree.line_before(loop, tree.source(statement)), without(tree, statement)
    yield from made_once(tree, statement)


def made_once(tree: Tree, statement: ast.stmt) -> Iterator[tuple[Splice, ...]]:
    """A variable of a function kept in the object of a method, or in the function itself; an item or an attribute."""
    function = tree.function(statement)
    target = statement.targets[0] if isinstance(statement, ast.Assign) else None
    missing = unless_there(tree, target) if target is not None else ""
    if function is not None and missing:
        indent = " " * statement.col_offset
        yield (tree.replace(statement, f"if {missing}:\n{indent}    {tree.source(statement)}"),)
    if function is None or not isinstance(target, ast.Name) or not isinstance(statement, ast.Assign):
        return
    is_method = isinstance(tree.parents.get(function), ast.ClassDef) and function.args.args
    owner = function.args.args[0].arg if is_method else function.name
    uses = [part for part in ast.walk(function) if isinstance(part, ast.Name) and part.id == target.id]
    indent = " " * statement.col_offset
    once = f'if not hasattr({owner}, "{target.id}"):\n{indent}    {owner}.{target.id} = {tree.source(statement.value)}'
    others = (tree.replace(part, f"{owner}.{target.id}") for part in uses if part is not target)
    yield tree.replace(statement, once), *others


def unless_there(tree: Tree, target: ast.expr) -> str:
    """The question whether an item of a dictionary, or an attribute, has not been made yet; "" for other targets."""
    if isinstance(target, ast.Attribute):
        if any(is_none(part, target) for part in ast.walk(tree.root)):
            return f"{tree.source(target)} is None"
        return f'not hasattr({tree.source(target.value)}, "{target.attr}")'
    if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant) and type(target.slice.value) is str:
        return f"{tree.source(target.slice)} not in {tree.source(target.value)}"
    return ""


def is_none(node: ast.AST, target: ast.expr) -> bool:
    """Whether a statement sets something to None."""
    nothing = isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and node.value.value is None
    return nothing and any(ast.unparse(each) == ast.unparse(target) for each in node.targets)  # type: ignore[attr-defined]
