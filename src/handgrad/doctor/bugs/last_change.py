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
from handgrad.doctor.edits.visible import operands_of
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Ref, Site

Place = ast.Name | ast.Attribute | ast.Subscript


def repairs(case: Case) -> Iterator[Repair]:
    """`momentum * last` for `momentum * w`, where the function keeps `last` and no line reads it."""
    seen: set[ast.expr] = set()
    for step in case.anatomy.steps[-1:]:
        own = set(step.before.values())
        for index in ancestors(case.program, step.after.values(), stop=own):
            op = case.program[index]
            found = place(case, index) if op.name == "multiply" else None
            node = found[0].at(op.site) if found is not None and op.site is not None else None
            for part in share_of(case, op, own, node):
                if found is not None and part not in seen:
                    seen.add(part)
                    yield from replaced(found[0], part, found[2])


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


def replaced(tree: Tree, part: ast.expr, site: Site) -> Iterator[Repair]:
    """An operand written as each of the places that the function gives a value to and no line reads."""
    function = tree.function(part) or tree.root
    for text in kept_unread(tree, function):
        message = f"this carries on a share of the parameter itself: {text} is kept for it, and no line reads that"
        yield Repair(momentum_velocity.name, site, (tree.replace(part, text),), message, 1.5)


def kept_unread(tree: Tree, function: ast.AST) -> list[str]:
    """Texts of what a function gives a value to, and the program never reads."""
    places = [node for node in ast.walk(tree.root) if isinstance(node, Place)]
    read = {tree.source(node) for node in places if isinstance(node.ctx, ast.Load)}
    inside = {node for node in ast.walk(function) if isinstance(node, Place) and isinstance(node.ctx, ast.Store)}
    return list(dict.fromkeys(text for node in places if node in inside and (text := tree.source(node)) not in read))
