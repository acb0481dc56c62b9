"""Velocities that are given a new value under another name only: what holds them keeps its zeros."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.bugs.momentum import are_moments, is_of_zeros, momentum_velocity, shares
from handgrad.doctor.bugs.optimizer import adam_moments
from handgrad.doctor.case import Case
from handgrad.doctor.edits.deviation import place
from handgrad.doctor.edits.syntax import Splice, Tree, names_in
from handgrad.doctor.edits.visible import operands_of
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Ref

MESSAGE = "this gives {name} a new array and leaves {held} as it is: it is 0 again in every step"


def signs(case: Case) -> Iterator[Sign]:
    """`for p, v in zip(params, velocities): v = mu * v + g`, where every step finds zeros; Adam's moments together."""
    for repair in repairs(case):
        yield Sign(case.find(repair.kind, repair.site, repair.message), (repair,), by="recheck")


def repairs(case: Case) -> Iterator[Repair]:
    """The same, for what divides by a root of zeros and a share of one square looks like no gradient."""
    found = rebound(case)
    for tree in list({tree.file: tree for tree, _, _ in found}.values())[:1]:
        targets = [node.targets[0] for own, node, _ in found if own is tree]
        adam = are_moments(case, len(targets), case.patients[-1].step.slice) or is_adaptive(case)
        kind = adam_moments.name if adam else momentum_velocity.name
        held = " and ".join(tree.source(zeros) for _, _, zeros in found if zeros is not None) or "what the list holds"
        message = MESSAGE.format(name=" and ".join(map(tree.source, targets)), held=held)
        edits = tuple(stored(*each) for each in found if each[0] is tree)
        yield Repair(kind, case.site_of(targets[0], tree.file), edits, message, 0.6, forward=True)


def is_adaptive(case: Case) -> bool:
    """Whether an optimiser's memory of squares is kept as it should be."""
    return any(memory.power == 2 for found in case.recurrences for memory in found.memories)


def stored(tree: Tree, node: ast.Assign, zeros: ast.expr | None) -> Splice:
    """The new value written into the array of a loop's name, or into what held the zeros."""
    target = tree.source(node.targets[0])
    if zeros is None:
        return tree.replace(node.targets[0], f"{target}[...]")
    return tree.line_after(node, f"{tree.source(zeros)} = {target}")


Store = tuple[Tree, ast.Assign, ast.expr | None]
"""An assignment, and what holds the zeros that it reads if that is another place than the name of a loop."""


def rebound(case: Case) -> list[Store]:
    """The assignments to a name that leave zeros where they read them, and find them there each time."""
    patients = case.patients if len(case.patients) > 1 else []
    found: list[dict[ast.Assign, Store]] = []
    for patient in patients:
        mine: dict[ast.Assign, Store] = {}
        begin, end = max(patient.step.before.values()), patient.step.after.values()
        for op in (case.program[index] for index in ancestors(case.program, end) if index > begin):
            if op.name == "multiply" and any(is_kept(case, op, ref) for ref in op.refs()):
                tree, statement, _ = place(case, op.index) or (None, None, None)
                if tree is None or not isinstance(statement, ast.Assign):
                    continue
                zeros = held_by(case, tree, op)
                if is_of_loop(tree, statement):
                    mine[statement] = tree, statement, None
                elif zeros is not None and isinstance(statement.targets[0], ast.Name):
                    mine[statement] = tree, statement, zeros
        found.append(mine)
    return [each for node, each in found[-1].items() if all(node in mine for mine in found)] if found else []


def held_by(case: Case, tree: Tree, op: Op) -> ast.expr | None:
    """The attribute or item that a product reads zeros from."""
    node = tree.at(op.site) if op.site is not None else None
    for part, arg in zip(operands_of(node) if node is not None else (), op.args, strict=False):
        if isinstance(arg, Ref) and is_kept(case, op, arg.index) and isinstance(part, (ast.Attribute, ast.Subscript)):
            return part
    return None


def is_kept(case: Case, op: Op, ref: int) -> bool:
    """Whether an operation takes a share of zeros, between 0 and 1, that nothing learned is in: a gate's has."""
    others = {*op.refs()} - {ref}
    return is_zeros(case.program[ref]) and shares(case, op, ref) and case.flow.moving.isdisjoint(others)


def is_zeros(op: Op) -> bool:
    """Whether a value is an array that was made of zeros and still is."""
    return is_of_zeros(op) and np.ndim(op.value) > 0 and not np.any(op.value)


def is_of_loop(tree: Tree, node: ast.Assign) -> bool:
    """Whether an assignment changes the name that the loop around it gave something."""
    target, around = node.targets[0], tree.parents.get(node)
    if not isinstance(target, ast.Name) or not isinstance(around, ast.For) or node not in around.body:
        return False
    return target.id in names_in(around.target) and target.id in names_in(node.value)
