"""Masks that are made of another array than what goes into a relu, or turned round."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.roles import THRESHOLDS
from handgrad.doctor.bugs.derivative import relu_mask
from handgrad.doctor.case import Case
from handgrad.doctor.edits.bindings import unread_arguments
from handgrad.doctor.edits.syntax import Tree, rooted
from handgrad.doctor.proof.repair import Repair

MESSAGE = "a relu passes the gradient on where what went into it is above 0: this mask is made of something else"
ROUND = "a relu passes the gradient on where what went into it is above 0: this mask is the other way round"
TURNED = {ast.Gt: "<=", ast.GtE: "<", ast.Lt: ">=", ast.LtE: ">"}
MOST = 6
"""How many arrays are tried in one place."""


def repairs(case: Case) -> Iterator[Repair]:
    """An argument that nothing reads, other arrays of the same shape, and the comparison turned round."""
    for tree, node, mask in masks(case):
        site, shape = case.site_of(node, tree.file), np.shape(mask)
        if isinstance(tree.parents.get(node), ast.Subscript):
            text = f"{tree.source(node.left)} {TURNED[type(node.ops[0])]} {tree.source(node.comparators[0])}"
            yield Repair(relu_mask.name, site, (tree.replace(node, text),), ROUND, 1.5)
        if is_of_an_activation(case, mask):
            continue
        own, visible, function = tree.source(node.left), case.scope.visible(tree, node), tree.function(node)
        given = unread_arguments(function) if function is not None else []
        fitting = [text for text, held in visible.items() if text != own and any(has(case, i, shape) for i in held)]
        for place, name in enumerate([*given, *sorted(fitting, key=len)][:MOST]):
            yield Repair(relu_mask.name, site, (tree.replace(node.left, name),), MESSAGE, 1.35 + 0.05 * place)


def is_of_an_activation(case: Case, mask: Any) -> bool:
    """Whether a mask tells where some activation of the forward pass has the slope 1 from where it has not."""
    patient = case.patient
    assert patient is not None
    slopes = (patient.slope(landmark) for landmark in patient.landmarks)
    ones = [np.asarray(slope) == 1 for slope in slopes if slope is not None and np.shape(slope) == np.shape(mask)]
    return any(np.array_equal(mask, each) or np.array_equal(~np.asarray(mask), each) for each in ones)


def masks(case: Case) -> Iterator[tuple[Tree, ast.Compare, Any]]:
    """The comparisons of arrays with 0 behind the place where predictions meet targets, each place once."""
    patient = case.patient
    first = min((meeting for meeting, _, _ in patient.step.targets), default=0) if patient is not None else 0
    last = max(patient.step.after.values(), default=0) if patient is not None else 0
    seen = set[ast.AST]()
    for op in case.program.ops[first:last]:
        node = case.node(op) if op.name in THRESHOLDS and np.ndim(op.value) else None
        tree = case.tree_of(op)
        if tree is None or not isinstance(node, ast.Compare) or node in seen or type(node.ops[0]) not in TURNED:
            continue
        seen.add(node)
        against = node.comparators[0]
        if rooted(node.left) and isinstance(against, ast.Constant) and against.value == 0 and len(node.ops) == 1:
            yield tree, node, op.value


def has(case: Case, index: int, shape: tuple[int, ...]) -> bool:
    """Whether a value is an array of floats of this shape."""
    value = case.program[index].value
    return np.shape(value) == shape and np.asarray(value).dtype.kind == "f"
