"""Statements: where they stand, and the source without one of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.edits.syntax import Splice, Tree

Update = ast.Assign | ast.AugAssign


def without(tree: Tree, statement: ast.stmt) -> Splice:
    """The source without one statement: without its lines, or `pass` in its place where nothing else stands there."""
    if len(tree.block(statement)) == 1 or tree.lines[statement.lineno - 1][: statement.col_offset].strip():
        return tree.replace(statement, "pass")
    line, _, end, column = tree.whole_lines([statement])
    return Splice(tree.file, (line, 0, end + 1, 0) if end < len(tree.lines) else (line, 0, end, column), "")


def in_loop(tree: Tree, node: ast.AST | None) -> bool:
    """Whether a node stands in a loop of its function."""
    while node is not None and not isinstance(node, (ast.For, ast.While, ast.FunctionDef)):
        node = tree.parents.get(node)
    return isinstance(node, (ast.For, ast.While))


def loops_around(tree: Tree, node: ast.AST | None) -> Iterator[ast.For | ast.While]:
    """The loops a node stands in, innermost first, within its function."""
    node = tree.parents.get(node) if node is not None else None
    while node is not None and not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Module)):
        if isinstance(node, (ast.For, ast.While)):
            yield node
        node = tree.parents.get(node)


def turning_names(loop: ast.For | ast.comprehension) -> list[str]:
    """The names that a loop gives a value to in every turn."""
    return [part.id for part in ast.walk(loop.target) if isinstance(part, ast.Name)]


def target_of(statement: Update) -> ast.expr:
    """What a statement changes, the first of several."""
    return statement.target if isinstance(statement, ast.AugAssign) else statement.targets[0]


def plain_assignments(tree: Tree, node: ast.AST) -> Iterator[ast.Assign]:
    """`a = b` in the function around a node."""
    for statement in ast.walk(tree.function(node) or tree.root):
        if isinstance(statement, ast.Assign) and isinstance(statement.value, (ast.Name, ast.Attribute, ast.Subscript)):
            yield statement
