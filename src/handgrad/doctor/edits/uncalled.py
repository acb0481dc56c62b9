"""Uncalled: methods of the program that nothing calls, and the calls that might have been meant."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from handgrad.doctor.edits.syntax import Splice, Tree

MOST = 6
"""How many objects of a loop are tried."""


def calls(trees: Mapping[str, Tree], attribute: str) -> Iterator[Splice]:
    """Calls, first in a loop, of a method that sets an attribute and that nothing calls; on each object used there."""
    called = {name for tree in trees.values() for name, _ in callees(tree.root)}
    names = [each.name for tree in trees.values() for each in setters(tree, attribute) if each.name not in called]
    for tree in trees.values() if names else ():
        for loop in (node for node in ast.walk(tree.root) if isinstance(node, (ast.For, ast.While))):
            owners = [owner for node in loop.body for _, owner in callees(node) if owner]
            first = loop.body[0]
            indent = "\n" + " " * first.col_offset
            for owner in list(dict.fromkeys(owners))[:MOST]:
                for name in names:
                    yield tree.replace(first, f"{owner}.{name}(){indent}{tree.source(first)}")


def setters(tree: Tree, attribute: str) -> Iterator[ast.FunctionDef]:
    """Methods that take nothing but their object and set an attribute of something."""
    for node in ast.walk(tree.root):
        if isinstance(node, ast.FunctionDef) and len(node.args.args) == 1 and not node.name.startswith("__"):
            stores = [part for each in ast.walk(node) if isinstance(each, ast.Assign) for part in each.targets]
            if any(isinstance(part, ast.Attribute) and part.attr == attribute for part in stores):
                yield node


def callees(area: ast.AST) -> Iterator[tuple[str, str]]:
    """The last name of everything that is called in a piece of source, and the name of the object it is called on."""
    for node in ast.walk(area):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id, node.func.id
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            yield node.func.attr, owner.id if isinstance(owner, ast.Name) else ""
