"""Stores that keep all of what they held and add the gradient: memories that never forget."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.bugs.momentum import momentum_velocity
from handgrad.doctor.bugs.reset import (
    LOOP,
    MESSAGE,
    emptied_by_call,
    emptied_first,
    empty,
    gradient_not_reset,
    stored_anew,
    whole_store,
)
from handgrad.doctor.case import Case
from handgrad.doctor.edits.deviation import Deviation, place, signs_of
from handgrad.doctor.edits.offsets import value_of
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.edits.syntax import Splice, names_read
from handgrad.doctor.proof.prove import Sign

LEAST = 0.5
"""The share that a velocity keeps at least."""
MISPLACED = "all of the velocity is kept, and the gradient made smaller: the factor belongs to the velocity"


def signs(case: Case) -> Iterator[Sign]:
    """A store that is never emptied, where nothing but the gradients of earlier steps comes of it."""
    yield from signs_of(case, undamped(case))


def undamped(case: Case) -> Iterator[Deviation]:
    """Memories that keep all of what they held and add the gradient: momentum would forget."""
    groups: dict[str, list[Suspect]] = {}
    for suspect in keeping_all(case):
        target = whole_store(suspect.target)
        group = f".{target.attr}" if isinstance(target, ast.Attribute) else str(suspect.site)
        groups.setdefault(group, []).append(suspect)
    for first, *others in groups.values():
        moved = [edit for each in (first, *others) if (edit := with_factor_moved(case, each)) is not None]
        if len(moved) == 1 + len(others):
            yield Deviation(momentum_velocity.name, first.site, MISPLACED, [tuple(dict.fromkeys(moved))])
            continue
        emptied = [repair.splices for repair in emptied_by_call(case, first)]
        anew = [splice for each in (first, *others) for repair in stored_anew(case, each) for splice in repair.splices]
        edits = [tuple(dict.fromkeys(anew))] if anew else []
        edits += [repair.splices for repair in emptied_first(case, first)]
        message = LOOP if emptied else MESSAGE
        behind = used_up(case, first)
        number = np.size(first.ops[-1].value) == 1  # of which a step changes many, and each may be a sum of its own
        yield Deviation(gradient_not_reset.name, first.site, message, [*emptied, *behind, *edits], unsure=number)


def used_up(case: Case, suspect: Suspect) -> list[tuple[Splice, ...]]:
    """The attribute emptied behind every statement that moves a parameter by it."""
    target, edits = suspect.target, dict[Splice, None]()
    if not isinstance(target, ast.Attribute) or case.patient is None:
        return []
    for tree, statement, _ in filter(None, (place(case, after) for after in case.patient.step.after.values())):
        read = names_read(statement.value) if isinstance(statement, (ast.Assign, ast.AugAssign)) else ()
        for part in read:
            if isinstance(part, ast.Attribute) and part.attr == target.attr:
                line = empty(tree, tree.source(part), suspect.ops[-1].value)
                both = f"{tree.source(statement)}\n{' ' * statement.col_offset}{line}"
                edits[tree.replace(statement, both)] = None
    return [tuple(edits)] if edits else []


def with_factor_moved(case: Case, suspect: Suspect) -> Splice | None:
    """`mu * v + g` for `v + mu * g`, where `mu` is a share that velocities keep; None for anything else."""
    tree, node, target = suspect.tree, suspect.node, suspect.target
    if not (isinstance(node, (ast.AugAssign, ast.BinOp)) and isinstance(node.op, ast.Add)) or target is None:
        return None
    added = node.value if isinstance(node, ast.AugAssign) else node.right
    product = next((op for ref in suspect.ops[-1].refs() if case.node(op := case.program[ref]) is added), None)
    if product is None or product.name != "multiply" or not isinstance(added, ast.BinOp):
        return None
    sides = zip((added.left, added.right), (added.right, added.left), product.args, strict=True)
    for share, gradient in ((one, other) for one, other, arg in sides if is_share(value_of(case, arg))):
        text = f"{tree.source(share)} * {tree.source(target)} + {tree.source(gradient)}"
        return tree.replace(node, f"{tree.source(target)} = {text}" if isinstance(node, ast.AugAssign) else text)
    return None


def is_share(value: Any) -> bool:
    """Whether a factor is what a velocity may keep of itself."""
    return np.size(value) == 1 and LEAST <= float(np.ravel(value)[0]) < 1


def keeping_all(case: Case) -> Iterator[Suspect]:
    """The expressions that make such memories; what predictions are made of, other than by parameters, is no store."""
    for found in case.recurrences:
        made_of = ancestors(case.program, found.step.predictions, stop=found.step.before.values())
        for memory in (each for each in found.memories if each.old not in made_of):
            op = case.program[memory.new]
            tree, node = case.written(op)
            if tree and node and op.site and memory.power == 1 and np.isclose(memory.keep, 1, rtol=1e-9):
                yield Suspect(tree, node, op.site, 0, [op])
