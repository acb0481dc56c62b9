"""Momentum taken of the parameter itself, where its last change is kept and nobody reads it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors, is_typed
from handgrad.doctor.bugs.momentum import momentum_velocity
from handgrad.doctor.case import Case
from handgrad.doctor.edits.deviation import place
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.edits.together import same_everywhere
from handgrad.doctor.edits.visible import operands_of
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Ref, Site

Place = ast.Name | ast.Attribute | ast.Subscript


LARGE = 0.2
"""The share of a parameter from which on adding it in each step is no penalty with the wrong sign."""
ITSELF = "momentum carries on a share of the last change: this adds a share of the parameter itself, which grows by it"


def repairs(case: Case) -> Iterator[Repair]:
    """`momentum * last` for `momentum * w`, where the function keeps `last` and no line reads it."""
    yield from same_everywhere(edits(case), lambda repair: repair.message)


def edits(case: Case) -> Iterator[Repair]:
    """One place after the other."""
    seen: set[ast.expr] = set()
    for step in case.anatomy.steps[-1:]:
        own = set(step.before.values())
        for index in ancestors(case.program, step.after.values(), stop=own):
            op = case.program[index]
            found = place(case, index) if op.name == "multiply" else None
            node = found[0].at(op.site) if found is not None and op.site is not None else None
            for part in share_of(case, op, own, node):
                if found is None or part in seen:
                    continue
                seen.add(part)
                grows = is_growing(case, op, own)
                kept = replaced(found[0], part, found[2], 0.5 if grows else 1.5)
                yield from kept or (left_out(found[0], part, found[2]) if grows else ())


def share_of(case: Case, op: Op, own: set[int], node: ast.AST | None) -> Iterator[ast.expr]:
    """Where a product takes a share between 0 and 1 of a parameter as it was before the step."""
    parts = list(zip(operands_of(node), op.args, strict=False)) if node is not None else []
    for (part, arg), (_, other) in zip(parts, parts[::-1], strict=True) if len(parts) == 2 else ():
        if isinstance(arg, Ref) and arg.index in own and is_share(case, other):
            yield part


def is_share(case: Case, factor: object) -> bool:
    """Whether a factor is a number between 0 and 1 that is made of nothing but numbers of the source."""
    if isinstance(factor, Ref):
        value = case.program[factor.index].value if is_typed(case.program, factor.index) else 1.0
        return bool(np.size(value) == 1 and 0 < float(np.ravel(value)[0]) < 1)
    return isinstance(factor, (int, float)) and 0 < factor < 1


def is_growing(case: Case, op: Op, own: set[int]) -> bool:
    """Whether a share of a parameter drives it outwards, and is too large for a penalty's."""
    old = next(case.program[index].value for index in op.refs() if index in own)
    large = np.linalg.norm(op.value) >= LARGE * np.linalg.norm(old)
    return bool(large) and case.patient is not None and any(m.decay < 0 for m in case.patient.comparison.wrong)


def replaced(tree: Tree, part: ast.expr, site: Site, rank: float) -> list[Repair]:
    """An operand written as each of the places that the function gives a value to and no line reads."""
    function = tree.function(part) or tree.root
    message = "this carries on a share of the parameter itself: {} is kept for it, and no line reads that"
    return [
        Repair(momentum_velocity.name, site, (tree.replace(part, text),), message.format(text), rank)
        for text in kept_unread(tree, function)
    ]


def left_out(tree: Tree, part: ast.expr, site: Site) -> list[Repair]:
    """A sum without a share of the parameter itself."""
    product = tree.parents.get(part)
    whole = tree.parents.get(product) if product is not None else None
    if not isinstance(product, ast.expr):
        return []
    if isinstance(whole, ast.BinOp) and isinstance(whole.op, ast.Add):
        edit = tree.replace(whole, tree.source(whole.left if whole.right is product else whole.right))
    elif isinstance(whole, ast.BinOp) and isinstance(whole.op, ast.Sub) and whole.right is product:
        edit = tree.replace(whole, tree.source(whole.left))
    else:
        return []
    return [Repair(momentum_velocity.name, site, (edit,), ITSELF, 0.5)]


def kept_unread(tree: Tree, function: ast.AST) -> list[str]:
    """Texts of what a function gives a value to, and the program never reads; what counts or adds up is not kept."""
    places = [node for node in ast.walk(tree.root) if isinstance(node, Place)]
    read = {tree.source(node) for node in places if isinstance(node.ctx, ast.Load)}
    inside = {node for node in ast.walk(function) if isinstance(node, Place) and isinstance(node.ctx, ast.Store)}
    changed = (node for node in ast.walk(function) if isinstance(node, (ast.For, ast.comprehension, ast.AugAssign)))
    moved = {part for node in changed for part in ast.walk(node.target)}
    found = (tree.source(node) for node in places if node in inside - moved)
    return [text for text in dict.fromkeys(found) if text not in read]
