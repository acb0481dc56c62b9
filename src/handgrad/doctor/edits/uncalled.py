"""Uncalled: methods of the program that nothing calls, and the calls that might have been meant."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence

from handgrad.doctor.edits.syntax import Splice, Tree

MOST = 6
"""How many objects of a loop are tried."""


def calls(trees: Mapping[str, Tree], attribute: str) -> Iterator[Splice]:
    """Calls, first or last in a loop, of a method that sets an attribute and that nothing calls; on what is used."""
    called = {name for tree in trees.values() for name, _ in callees(tree.root)}
    names = [each.name for tree in trees.values() for each in setters(tree, attribute) if each.name not in called]
    edits = [edit for tree in trees.values() if names for edit in in_loops(tree, names)]
    yield from sorted(edits, key=lambda edit: not edit.text.startswith("\n"))  # behind what uses it, then in front


def in_loops(tree: Tree, names: Sequence[str]) -> Iterator[Splice]:
    """The calls first in each loop, and last where the last statement calls something of the object."""
    for loop in (node for node in ast.walk(tree.root) if isinstance(node, (ast.For, ast.While))):
        owners = [owner for node in loop.body for _, owner in callees(node) if owner]
        first, last = loop.body[0], loop.body[-1]
        indent = "\n" + " " * first.col_offset
        for owner in list(dict.fromkeys(owners))[:MOST]:
            for name in names:
                yield tree.replace(first, f"{owner}.{name}(){indent}{tree.source(first)}")
                if any(owner == other for _, other in callees(last)):
                    yield tree.insert_after(last, f"{indent}{owner}.{name}()")


def setters(tree: Tree, attribute: str) -> Iterator[ast.FunctionDef]:
    """Methods that take nothing but their object and set an attribute of something."""
    for node in ast.walk(tree.root):
        if isinstance(node, ast.FunctionDef) and len(node.args.args) == 1 and not node.name.startswith("__"):
            stores = [part for each in ast.walk(node) if isinstance(each, ast.Assign) for part in each.targets]
            whole = [part.value if isinstance(part, ast.Subscript) else part for part in stores]  # `self.dW[:] = 0`
            if any(isinstance(part, ast.Attribute) and part.attr == attribute for part in whole):
                yield node


def callees(area: ast.AST) -> Iterator[tuple[str, str]]:
    """The last name of everything that is called in a piece of source, and the name of the object it is called on."""
    for node in ast.walk(area):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id, node.func.id
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            yield node.func.attr, owner.id if isinstance(owner, ast.Name) else ""
