"""Uncalled: methods of the program that nothing calls, and the calls that might have been meant."""

from __future__ import annotations

import ast
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from functools import partial

from handgrad.doctor.edits.syntax import Splice, Tree, names_in

MOST = 6
"""How many objects of a loop are tried."""


def calls(trees: Mapping[str, Tree], attribute: str) -> Iterator[Splice]:
    """Calls, in a loop, of a method that sets an attribute and that only constructors call; on what is used there.

    First those in front of what adds to it in a loop over the objects, then the last in each loop, then the first.
    """
    made = {part for tree in trees.values() for node in constructors(tree) for part in ast.walk(node)}
    called = {name for tree in trees.values() for name, _ in callees(tree.root, made)}
    names = [each.name for tree in trees.values() for each in setters(tree, attribute) if each.name not in called]
    adding = {name for tree in trees.values() for name in adders(tree, attribute)}
    for way in (partial(in_front, adding=adding), behind, in_front):
        for tree in trees.values() if names else ():
            yield from way(tree, names)


def adders(tree: Tree, attribute: str) -> Iterator[str]:
    """The functions that add to an attribute."""
    for node in ast.walk(tree.root):
        target = node.target if isinstance(node, ast.AugAssign) else None
        function = tree.function(node) if isinstance(target, ast.Attribute) and target.attr == attribute else None
        if function is not None:
            yield function.name


def behind(tree: Tree, names: Sequence[str]) -> Iterator[Splice]:
    """The calls at the end of each loop whose last statement calls something of the object."""
    for loop, owner, name in missing(tree, names):
        last = loop.body[-1]
        if any(owner == other for _, other in callees(last)):
            yield tree.insert_after(last, f"\n{' ' * loop.body[0].col_offset}{owner}.{name}()")


def in_front(tree: Tree, names: Sequence[str], adding: Collection[str] | None = None) -> Iterator[Splice]:
    """The calls at the beginning of each loop; with `adding`, of those that call one of these of each object in it."""
    for loop, owner, name in missing(tree, names):
        first = loop.body[0]
        made = {each for node in loop.body for each, other in callees(node) if other == owner}
        turns = isinstance(loop, ast.For) and owner in names_in(loop.target)
        if adding is None or (turns and not made.isdisjoint(adding)):
            yield tree.replace(first, f"{owner}.{name}()\n{' ' * first.col_offset}{tree.source(first)}")


def missing(tree: Tree, names: Sequence[str]) -> Iterator[tuple[ast.For | ast.While, str, str]]:
    """Each loop with each object that it calls something of, and each method that might be called of it."""
    for loop in (node for node in ast.walk(tree.root) if isinstance(node, (ast.For, ast.While))):
        owners = dict.fromkeys(owner for node in loop.body for _, owner in callees(node) if owner)
        yield from ((loop, owner, name) for owner in list(owners)[:MOST] for name in names)


def setters(tree: Tree, attribute: str) -> Iterator[ast.FunctionDef]:
    """Methods that take nothing but their object and set an attribute of something."""
    for node in ast.walk(tree.root):
        if isinstance(node, ast.FunctionDef) and len(node.args.args) == 1 and not node.name.startswith("__"):
            stores = [part for each in ast.walk(node) if isinstance(each, ast.Assign) for part in each.targets]
            whole = [part.value if isinstance(part, ast.Subscript) else part for part in stores]  # `self.dW[:] = 0`
            if any(isinstance(part, ast.Attribute) and part.attr == attribute for part in whole):
                yield node


def constructors(tree: Tree) -> Iterator[ast.AST]:
    """The methods that make an object, and call what sets it up."""
    yield from (n for n in ast.walk(tree.root) if isinstance(n, ast.FunctionDef) and n.name == "__init__")


def callees(area: ast.AST, besides: Container[ast.AST] = ()) -> Iterator[tuple[str, str]]:
    """The last name of everything that is called in a piece of source, and the name of the object it is called on."""
    for node in (each for each in ast.walk(area) if each not in besides):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id, node.func.id
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            yield node.func.attr, owner.id if isinstance(owner, ast.Name) else ""
