"""Velocities of a list that a loop gives a new value under its own name only: the list keeps its zeros."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.bugs.momentum import are_moments, is_of_zeros, momentum_velocity
from handgrad.doctor.bugs.optimizer import adam_moments
from handgrad.doctor.case import Case
from handgrad.doctor.edits.deviation import place
from handgrad.doctor.edits.syntax import Tree, names_in
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op

MESSAGE = "this gives {name} a new array and leaves what the list holds as it is: it is 0 again in every step"


def signs(case: Case) -> Iterator[Sign]:
    """`for p, v in zip(params, velocities): v = mu * v + g`, where every step finds zeros; Adam's moments together."""
    for repair in repairs(case):
        yield Sign(case.find(repair.kind, repair.site, repair.message), (repair,), by="recheck")


def repairs(case: Case) -> Iterator[Repair]:
    """The same, for what divides by a root of zeros and a share of one square looks like no gradient."""
    found = rebound(case)
    for tree in list(found.values())[:1]:
        targets = [node.targets[0] for node in found]
        adam = are_moments(case, len(targets), case.patients[-1].step.slice)
        kind = adam_moments.name if adam else momentum_velocity.name
        message = MESSAGE.format(name=" and ".join(map(tree.source, targets)))
        edits = tuple(tree.replace(target, f"{tree.source(target)}[...]") for target in targets)
        yield Repair(kind, case.site_of(targets[0], tree.file), edits, message, 0.6, forward=True)


def rebound(case: Case) -> dict[ast.Assign, Tree]:
    """The assignments to a loop's own name that read it, and find zeros in it each time."""
    patients = case.patients if len(case.patients) > 1 else []
    found: list[dict[ast.Assign, Tree]] = []
    for patient in patients:
        mine: dict[ast.Assign, Tree] = {}
        for index in ancestors(case.program, patient.step.after.values(), stop=patient.step.before.values()):
            op = case.program[index]
            if op.name == "multiply" and any(is_zeros(case.program[ref]) for ref in op.refs()):
                tree, statement, _ = place(case, index) or (None, None, None)
                if tree is not None and isinstance(statement, ast.Assign) and is_of_loop(tree, statement):
                    mine[statement] = tree
        found.append(mine)
    return {node: tree for node, tree in found[-1].items() if all(node in each for each in found)} if found else {}


def is_zeros(op: Op) -> bool:
    """Whether a value is an array that was made of zeros and still is."""
    return is_of_zeros(op) and np.ndim(op.value) > 0 and not np.any(op.value)


def is_of_loop(tree: Tree, node: ast.Assign) -> bool:
    """Whether an assignment changes the name that the loop around it gave something."""
    target, around = node.targets[0], tree.parents.get(node)
    if not isinstance(target, ast.Name) or not isinstance(around, ast.For) or node not in around.body:
        return False
    return target.id in names_in(around.target) and target.id in names_in(node.value)
