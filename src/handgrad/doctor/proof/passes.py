"""Passes: the forward pass of a recorded step with the expressions that it reads, so that it can be seen at the end."""

from __future__ import annotations

import ast
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.anatomy.sorts import PRODUCTS
from handgrad.doctor.case import Case
from handgrad.doctor.pictures.strata import strata_of
from handgrad.doctor.truth.patient import Patient
from handgrad.program.forward import Feed, Forward, taken_out
from handgrad.program.program import Op, Ref
from handgrad.program.spans import Span, span_of

PLANE = 2
"""Inputs for which the whole pass is wanted: a map can be drawn."""
MOST_INPUTS = 16
"""Inputs of a row that are worth showing."""
MOST_NUMBERS = 50_000
"""Numbers of one array of inputs that are copied at every step."""
MOST_READINGS = 500
"""Values that one pass may read."""


def pass_of(case: Case, patient: Patient, prediction: int) -> tuple[Forward, dict[int, Any]] | None:
    """The pass that ends at a prediction, and what it was given; None where its inputs are not plain rows."""
    inside = [i for i in ancestors(patient.program, [prediction]) if i not in patient.direct]
    inputs = inputs_of(patient, inside)
    sizes = [np.size(patient.values.get(index, 0.0)) for index in inputs]
    layers = strata_of(patient)
    if not inputs or not layers or max(sizes) > MOST_NUMBERS:
        return None
    columns, shape = layers[0].flipped, np.shape(patient.values.get(inputs[0], 0.0))
    if len(shape) > 2 or (len(inputs) > 1 and shape):
        return None
    width = len(inputs) if not shape else shape[0 if columns or len(shape) < 2 else 1]
    used = {ref for i in inside for ref in patient.program[i].refs() if ref in patient.direct}
    wanted = {*inputs, *(used if width == PLANE else ())}
    feeds = feeds_of(case, patient, inside, wanted)
    seen = {index for feed in feeds for index in feed.indices}
    if width > MOST_INPUTS or not wanted <= seen or sum(len(feed.indices) for feed in feeds) > MOST_READINGS:
        return None
    return taken_out(patient.program, prediction, inputs, columns and len(shape) == 2, feeds, width == PLANE)


def inputs_of(patient: Patient, inside: list[int]) -> list[int]:
    """What parameters are multiplied with that depends on none."""
    found: dict[int, None] = {}
    for op in (patient.program[index] for index in inside):
        if op.name in PRODUCTS and any(ref in patient.direct for ref in op.refs()):
            found.update(dict.fromkeys(ref for ref in op.refs() if ref not in patient.moving))
    return list(found)


def feeds_of(case: Case, patient: Patient, inside: list[int], wanted: set[int]) -> list[Feed]:
    """The expressions of operands that are wanted."""
    places: dict[tuple[str, Span], list[int]] = {}
    for op in (patient.program[index] for index in inside):
        nodes = operands_of(case.node(op), op)
        for part, node in zip(op.args, nodes, strict=False):
            if isinstance(part, Ref) and node is not None and op.site is not None:
                places.setdefault((op.site.file, span_of(node)), []).append(part.index)
    return [
        Feed(file, span, tuple(index if index in wanted else -1 for index in indices))
        for (file, span), indices in places.items()
        if not wanted.isdisjoint(indices)
    ]


def operands_of(node: ast.AST | None, op: Op) -> list[ast.expr]:
    """The operands of an operation as they are written, the object of a method first; none where that is not clear."""
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    if isinstance(node, ast.AugAssign):
        return [node.target, node.value]
    if isinstance(node, ast.Call):
        own = [node.func.value] if isinstance(node.func, ast.Attribute) else []
        return [*(own if len(node.args) < len(op.args) else []), *node.args]
    return []
