"""The forward pass as such: an activation that is missing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.roles import THRESHOLDS
from handgrad.doctor.anatomy.slices import ancestors, unmoved
from handgrad.doctor.anatomy.sorts import MATMULS, MOVES
from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.edits.spelling import prefix, uses_numpy
from handgrad.doctor.edits.syntax import Splice, Tree
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.truth.patient import Patient
from handgrad.program.program import Op, Ref

missing_activation = Kind(
    name="missing-activation",
    code="D033",
    title="hidden layer is linear",
    explain="""\
Without a bent function between them two layers are one:

    (x W1 + b1) W2 + b2  =  x (W1 W2) + (b1 W2 + b2)

whatever the number of layers and units. Such a network draws one straight line
(one plane), and XOR, a circle or a curve are out of its reach.

The bug: a hidden layer has no activation, or it is computed and not used.

    z1 = x @ W1 + b1
    out = z1 @ W2 + b2                      # straight from z1
    a1 = np.tanh(z1); out = z1 @ W2 + b2    # a1 is made, z1 is used

Write instead:

    a1 = np.tanh(x @ W1 + b1)
    out = a1 @ W2 + b2

and the slope in the backward pass: delta1 = (delta2 @ W2.T) * (1 - a1**2).

A small example: on XOR the best a linear network can do is to answer 0.5 for
all four rows, a mean squared error of 0.25. A loss that settles on exactly
that is the sign.
""",
)


def repairs(case: Case) -> Iterator[Repair]:
    """An activation that is computed, and not used in what follows."""
    patient = case.patient
    for index, layer in straight(case, patient) if patient else ():
        tree, node = case.written(index)
        operand = operand_at(node, index, layer)
        if tree is None or index.site is None or operand is None or patient is None:
            continue
        for text in unused_activations(case, patient, tree, operand, layer):
            message = f"the layer's sum goes on as it is; {text}, which was computed of it, is not used"
            splice = tree.replace(operand, text)
            yield Repair("missing-activation", case.site_of(operand, tree.file), (splice,), message, 2, forward=True)


def signs(case: Case) -> Iterator[Sign]:
    """Two layers in a row with nothing between them, where an activation trains better."""
    patient = case.patient
    seen = set()
    for index, layer in straight(case, patient) if patient else ():
        op = case.program[layer]
        if op.site in seen or patient is None:
            continue
        seen.add(op.site)
        shape = " x ".join(map(str, np.shape(op.value)))
        line = f" on line {index.site.line}" if index.site else ""
        message = f"these {shape} sums go on to the next layer{line} as they are: the two layers are one"
        bent = tuple(bends(case, patient, layer, message))
        yield Sign(case.find("missing-activation", op, message), bent, needs_proof=True)


def straight(case: Case, patient: Patient) -> Iterator[tuple[Op, int]]:
    """(where a parameter is applied, the earlier layer's sum that goes into it unbent)."""
    forward = [i for i in patient.forward if i in patient.moving]
    for index in forward:
        op = patient.program[index]
        if op.name not in MATMULS or not patient.uses_parameter(index):
            continue
        value = next((r for r in op.refs() if r in patient.moving and r not in patient.direct), None)
        if value is not None and is_linear(patient, value) and not is_asked(patient, value, index):
            yield op, unmoved(patient.program, value).index


def is_linear(patient: Patient, index: int) -> bool:
    """Whether a value depends linearly on what the first parameters were applied to."""
    todo, applied = [index], False
    while todo:
        now = todo.pop()
        op = patient.program[now]
        moving = [r for r in op.refs() if r in patient.moving]
        values = [r for r in moving if r not in patient.direct]
        if op.name in MATMULS and patient.uses_parameter(now):
            applied = True
            todo.extend(values)
        elif op.name in ("add", "subtract") or op.name in MOVES:
            todo.extend(values)
        else:
            return False
    return applied


def is_asked(patient: Patient, index: int, end: int) -> bool:
    """Whether single numbers of a layer are compared before the next one reads them, as `max(0, each)` does."""
    layer = unmoved(patient.program, index).index
    inside = set(ancestors(patient.program, [index], since=layer))
    compared = (op for op in patient.program.ops[layer:end] if op.name in THRESHOLDS and np.ndim(op.value) == 0)
    return any(ref in inside for op in compared for ref in op.refs())


def operand_at(node: ast.AST | None, op: Op, layer: int) -> ast.expr | None:
    """The text of the value at an application, where it is a name."""
    sides = [node.left, node.right] if isinstance(node, ast.BinOp) else list(getattr(node, "args", []))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and len(node.args) == 1:
        sides = [node.func.value, *node.args]
    for side, part in zip(sides, op.args, strict=False):
        if isinstance(part, Ref) and part.index == layer and isinstance(side, (ast.Name, ast.Attribute, ast.Subscript)):
            return side
    return None


def unused_activations(case: Case, patient: Patient, tree: Tree, node: ast.AST, layer: int) -> Iterator[str]:
    """Names visible at a place for values of the same shape that were computed of a layer's sum and left aside."""
    shape = np.shape(patient.values[layer])
    for text, held in case.scope.visible(tree, node).items():
        for index in held:
            op = patient.program[index]
            fresh = index not in patient.forward_set and index > layer and np.shape(op.value) == shape
            if fresh and index not in patient.backward and text != tree.source(node) and made_of(patient, index, layer):
                yield text
                break


def made_of(patient: Patient, index: int, layer: int) -> bool:
    """Whether a value was computed of a layer's sum alone, in a few operations."""
    todo, found = [(index, 0)], False
    while todo:
        now, depth = todo.pop()
        if now == layer:
            found = True
            continue
        moving = [ref for ref in patient.program[now].refs() if patient.depends.get(ref)]
        if depth > LONGEST or now in patient.step.before.values():
            return False
        todo.extend((ref, depth + 1) for ref in moving)
    return found


LONGEST = 8
"""Operations that an activation may take."""


def bends(case: Case, patient: Patient, layer: int, message: str) -> Iterator[Repair]:
    """tanh around the sum, and its slope where the error comes back."""
    op = patient.program[layer]
    tree, node = case.written(op)
    if tree is None or node is None or op.site is None or not uses_numpy(tree) or not isinstance(node, ast.expr):
        return
    last = last_layer(tree, node) if also_last(patient, op) else ""
    if last is None:
        return
    bent = f"{prefix(tree)}tanh({tree.source(node)})"
    ahead = f"{tree.operand(node)} if {last} else {bent}" if last else bent
    for back in [i for i, meant in patient.meaning.items() if layer in meant]:
        for splices in slopes(case, patient, back, layer):
            yield Repair("missing-activation", op.site, (tree.replace(node, ahead), *splices), message, 2, forward=True)


def also_last(patient: Patient, op: Op) -> bool:
    """Whether the same place computes the last layer too."""
    others = [patient.program[i] for i in patient.forward if i in patient.moving and i not in patient.unfinished]
    return any(other.site == op.site for other in others)


def last_layer(tree: Tree, node: ast.AST) -> str | None:
    """A condition that holds in the last turn of the loop over the layers; None where none can be told."""
    loop: Any = tree.parents.get(node)
    while loop is not None and not isinstance(loop, ast.For):
        loop = tree.parents.get(loop)
    if loop is None or not isinstance(loop.iter, ast.Call):
        return None
    name, iterated = getattr(loop.iter.func, "id", ""), loop.iter.args
    if name == "zip" and isinstance(loop.target, ast.Tuple) and isinstance(loop.target.elts[0], ast.Name):
        return f"{loop.target.elts[0].id} is {tree.source(iterated[0])}[-1]"
    if name == "range" and isinstance(loop.target, ast.Name) and len(iterated) <= 2:
        return f"{loop.target.id} == {tree.source(iterated[-1])} - 1"
    return None


def slopes(case: Case, patient: Patient, back: int, layer: int) -> Iterator[tuple[Splice, ...]]:
    """The slope of tanh beside the value that is the sum's gradient, for each name that holds the sum there."""
    op = patient.program[back]
    tree, node = case.written(op)
    if tree is None or not isinstance(node, ast.BinOp | ast.Call):
        return
    for text, held in case.scope.visible(tree, node).items():
        if layer in held:
            yield (tree.replace(node, f"{tree.operand(node)} * (1 - {text} ** 2)"),)
