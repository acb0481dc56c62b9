"""A function handed over for the slope of an activation that is another than the program has for it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.bugs.derivative import derivative_wrong_formula
from handgrad.doctor.case import Case
from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.spots import spot
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.proof.repair import Repair

MESSAGE = "{own} is handed over here and called for the slope of an activation, which {other} gives"
UNREAD, READ = 1.0, 2.2
"""The ranks of functions that the program has and never uses, and of those that it uses elsewhere."""
MOST = 5
"""How many other functions are tried in one place."""


def repairs(case: Case) -> Iterator[Repair]:
    """`Layer(relu, relu_slope)` for `Layer(relu, relu)`, wherever a function called for a slope is handed over."""
    if case.patient is None:
        return
    names = {name for suspect in case.suspects for name in run_under_another_name(case, suspect.tree, suspect.node)}
    instead = {name: others(case, name)[:MOST] for name in names}
    for tree in case.trees.values():
        for node in ast.walk(tree.root):
            if isinstance(node, ast.Name) and node.id in instead and is_handed_over(tree, node):
                for other, rank in instead[node.id]:
                    message = MESSAGE.format(own=node.id, other=other)
                    site, edit = case.site_of(node, tree.file), tree.replace(node, other)
                    yield Repair(derivative_wrong_formula.name, site, (edit,), message, rank)


def run_under_another_name(case: Case, tree: Tree, call: ast.AST) -> Iterator[str]:
    """The functions of the program that a call was seen to run and does not name."""
    site = case.site_of(call, tree.file) if isinstance(call, ast.Call) else None
    for function in case.scope.ran.get(spot(site), {}) if site is not None else ():
        if isinstance(function, ast.FunctionDef) and isinstance(call, ast.Call) and function.name != function_of(call):
            yield function.name


def is_handed_over(tree: Tree, node: ast.Name) -> bool:
    """Whether a function is named for its own sake, and not called."""
    parent = tree.parents.get(node)
    return isinstance(node.ctx, ast.Load) and not (isinstance(parent, ast.Call) and parent.func is node)


def others(case: Case, own: str) -> list[tuple[str, float]]:
    """The program's other functions that take as much, those first that nothing mentions."""
    places = case.scope.functions.get(own, [])
    taken = {len(function.args.args) for _, function in places}
    read = {
        node.id for tree in case.trees.values() for node in ast.walk(tree.root)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }  # fmt: skip
    found = [
        (name, READ if name in read else UNREAD)
        for name, ((_, function), *_) in case.scope.functions.items()
        if name != own and len(function.args.args) in taken and "self" not in {arg.arg for arg in function.args.args}
    ]
    return sorted(found, key=lambda each: each[1])
