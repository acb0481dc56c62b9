"""Bindings: the function, class or file that a name or an attribute of the source belongs to."""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import Any

from handgrad.doctor.edits.syntax import Tree


def owner(tree: Tree, node: ast.Attribute) -> ast.ClassDef | None:
    """The class whose object's attribute is meant in one of its methods."""
    function = tree.function(node)
    kind = tree.parents.get(function) if function else None
    if function is None or not isinstance(kind, ast.ClassDef) or not function.args.args:
        return None
    return kind if isinstance(node.value, ast.Name) and node.value.id == function.args.args[0].arg else None


def binder(tree: Tree, node: ast.Name) -> Any:
    """The function that binds a name, or the file."""
    small = enclosing_lambda(tree, node)
    if small is not None and node.id in {arg.arg for arg in small.args.args}:
        return small
    function = tree.function(node)
    while function is not None:
        if node.id in bound(function):
            return function
        function = tree.function(function)
    return tree.file


@lru_cache(maxsize=1024)
def bound(function: ast.FunctionDef | ast.AsyncFunctionDef) -> frozenset[str]:
    """Names that a function binds itself."""
    own = {arg.arg for arg in ast.walk(function.args) if isinstance(arg, ast.arg)}
    own |= {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return frozenset(own - {name for n in ast.walk(function) if isinstance(n, ast.Global) for name in n.names})


def enclosing_lambda(tree: Tree, node: ast.AST) -> ast.Lambda | None:
    """The lambda a node stands in, if any within its statement."""
    above: ast.AST | None = node
    while above is not None and not isinstance(above, (ast.Lambda, ast.stmt)):
        above = tree.parents.get(above)
    return above if isinstance(above, ast.Lambda) else None


def unread_arguments(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    """Arguments of a function, its own object aside, that nothing in it reads."""
    read = {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    return [each.arg for each in function.args.args if each.arg not in read and each.arg != "self"]
