"""What a layer kept of its forward pass, and read on its way back in place of another array that it kept as well."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import permutations

from handgrad.doctor.bugs.through_time import shapes_of
from handgrad.doctor.case import Case
from handgrad.doctor.edits.bindings import owner
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.edits.visible import own_nodes
from handgrad.doctor.proof.repair import Repair

MESSAGE = "the formula of this slope is written for another array that the layer keeps"
MOST = 6
"""How many pairs of arrays are tried in one function."""


def repairs(case: Case) -> Iterator[Repair]:
    """Every `self.input` of a function that goes back becomes `self.output`, and the like."""
    if case.patient is None:
        return
    areas = {
        (suspect.tree.file, function): (suspect.tree, function, suspect.score)
        for suspect in reversed(case.suspects)
        if isinstance(function := suspect.tree.function(suspect.node), ast.FunctionDef)
    }
    for tree, function, score in areas.values():
        yield from exchanged(case, tree, function, score)


def exchanged(case: Case, tree: Tree, function: ast.FunctionDef, score: int) -> Iterator[Repair]:
    """For each two arrays of one shape that a function reads of its object, the first replaced by the second."""
    reads = reads_in(tree, function)
    shapes = {text: shapes_of(case, tree, function.body[-1], text) for text in reads}
    pairs = [(one, two) for one, two in permutations(reads, 2) if len(reads[one]) > 1 and shapes[one] & shapes[two]]
    for one, two in pairs[:MOST]:
        edits = tuple(tree.replace(node, two) for node in reads[one])
        site = case.site_of(reads[one][0], tree.file)
        yield Repair(kind_of(case), site, edits, f"{MESSAGE}: {two}, not {one}", 1.6 + 0.2 * score)


def reads_in(tree: Tree, function: ast.FunctionDef) -> dict[str, list[ast.expr]]:
    """Attribute of a method's own object -> where it is read."""
    found: dict[str, list[ast.expr]] = {}
    for node in own_nodes(function):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load) and owner(tree, node) is not None:
            found.setdefault(tree.source(node), []).append(node)
    return found


def kind_of(case: Case) -> str:
    """What it is called: the slope of an activation that is no softmax is taken element by element."""
    patient = case.patient
    assert patient is not None
    mixes = any(patient.slope(landmark) is None for landmark in patient.landmarks)
    return "softmax-derivative" if mixes else "derivative-wrong-input"
