"""Sums of gradients, one for each parameter, of which every sample leaves only its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.bugs.accumulate import accumulate
from handgrad.doctor.case import Case
from handgrad.doctor.edits.statements import loops_around
from handgrad.doctor.edits.syntax import Tree, names_in
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair

MESSAGE = "{old} of {name} is read and not used: each turn gives {name} its own gradients, and what was summed is lost"


def signs(case: Case) -> Iterator[Sign]:
    """`sums = [d for s, d in zip(sums, grads)]` for `s + d`, where the sums begin at 0 in front of the loop."""
    for tree in case.trees.values() if case.patient is not None else ():
        found = list(replaced(tree))
        if found:
            (name, old, first), *_ = found
            message, site = MESSAGE.format(old=old, name=name), case.site_of(first, tree.file)
            edits = tuple(tree.replace(part, f"{old} + {tree.operand(part)}") for _, old, part in found)
            repair = Repair(accumulate.name, site, edits, message, 1.0, forward=True)
            yield Sign(case.find(accumulate.name, site, message), (repair,), by="recheck")


def replaced(tree: Tree) -> Iterator[tuple[str, str, ast.expr]]:
    """(the sums, what their parts are called, what stands in their place) for each statement that loses sums."""
    for node in ast.walk(tree.root):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.ListComp):
            old, name = unused_part(tree, node, node.value), tree.source(node.targets[0])
            if old and begins_at_zero(tree, node, name):
                yield name, old, node.value.elt


def unused_part(tree: Tree, node: ast.Assign, made: ast.ListComp) -> str:
    """The name for the parts of what an assignment gives a new value to, where the new value does not mention it."""
    turn = made.generators[0]
    zipped = turn.iter if isinstance(turn.iter, ast.Call) and ast.unparse(turn.iter.func) == "zip" else None
    if len(made.generators) > 1 or turn.ifs or zipped is None or not isinstance(turn.target, ast.Tuple):
        return ""
    target = tree.source(node.targets[0])
    for part, source in zip(turn.target.elts, zipped.args, strict=False):
        if isinstance(part, ast.Name) and tree.source(source) == target and part.id not in names_in(made.elt):
            return part.id
    return ""


def begins_at_zero(tree: Tree, node: ast.Assign, name: str) -> bool:
    """Whether a list of zeros is made under the same name in front of the loop around an assignment."""
    loop = next(loops_around(tree, node), None)
    area = tree.function(node) or tree.root
    return loop is not None and any(
        isinstance(each, ast.Assign)
        and each.lineno < loop.lineno
        and name in map(tree.source, each.targets)
        and "zeros" in tree.source(each.value)
        for each in ast.walk(area)
    )
