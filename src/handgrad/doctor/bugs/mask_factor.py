"""The factor of a dropout mask, which a comparison on the way back forgets."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.bugs.dropout import dropout_mask
from handgrad.doctor.case import Case
from handgrad.doctor.edits.syntax import Tree, rooted
from handgrad.doctor.proof.repair import Repair

MESSAGE = "this is 1 where the forward pass multiplied by a mask with a factor of its own"


def repairs(case: Case) -> Iterator[Repair]:
    """`mask` for `mask > 0`, whichever gradients look wrong: all those below may be the larger part."""
    patient = case.patient
    if patient is None:
        return
    performed = {node for places in case.scope.performed for node in places[1:]}
    for tree in case.trees.values():
        for node in ast.walk(tree.root):
            if isinstance(node, ast.Compare) and node in performed and rooted(node.left) and is_mask(case, tree, node):
                edit = tree.replace(node, tree.source(node.left))
                yield Repair(dropout_mask.name, case.site_of(node, tree.file), (edit,), MESSAGE, 1.8)


def is_mask(case: Case, tree: Tree, node: ast.Compare) -> bool:
    """Whether what is compared held 0 and one other number, and came from no parameter."""
    assert case.patient is not None
    held = case.scope.visible(tree, node).get(ast.unparse(node.left), set())
    values = [np.unique(np.asarray(case.program[index].value)) for index in held]
    two = all(value.size == 2 and value.dtype.kind == "f" and value[0] == 0 and value[1] != 1 for value in values)
    return bool(values) and two and held.isdisjoint(case.patient.moving)
