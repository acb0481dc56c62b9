"""Bias gradients: one number for each unit, the sum of delta over the rows."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.repair import Repair
from handgrad.doctor.suspects import Suspect

bias_grad_axis = Kind(
    name="bias-grad-axis",
    code="D001",
    title="bias gradient summed over the wrong axis",
    explain="""\
A layer computes z = a W + b. One bias b_j is added to unit j of every row i,
so

    dL/db_j  =  sum over rows i of  dL/dz_ij

: one number for each unit, the sum of delta over the rows and over nothing
else.

The bug: a sum over everything gives one number, and every unit moves by the
total of all units:

    db = dz.sum()                           # one number for all units

Write instead, with rows as samples:

    db = dz.sum(axis=0, keepdims=True)      # (1, units)

and with columns as samples:

    db = dz.sum(axis=1, keepdims=True)      # (units, 1)

Where a layer has one unit only both are the same number, which is why the
output layer often looks right.

A small example: delta = [[1, -1], [2, 0]], two rows and two units. Right: [3,
-1]. The sum over everything is 2, for both units.
""",
)

bias_grad_wrong = Kind(
    name="bias-grad-wrong",
    code="D002",
    title="bias gradient from the wrong quantity",
    explain="""\
A layer computes z = a W + b. A bias enters z with the factor 1 and nothing
else, so its gradient is delta = dL/dz itself, summed over the rows:

    dL/db  =  sum over rows i of  delta_i           delta of this very layer

The bug: something other than delta is summed, most often the weight gradient,
or delta is multiplied by a factor the bias never met:

    dW = a.T @ delta
    db = dW.sum(axis=0)                     # the weight gradient: every row weighed by its inputs
    db = (delta * b).sum(axis=0)            # the bias itself is no factor of z
    db = delta[-1]                          # one row only

Write instead:

    db = delta.sum(axis=0, keepdims=True)

A small example: one unit, rows a = [[2], [3]] and delta = [[1], [-1]]. Then dW
= 2*1 + 3*(-1) = -1 and db = 1 - 1 = 0. A bias behaves like a weight whose
input is always 1: append a column of ones to `a`, and the last row of dW is
db.
""",
)


SUMS = {"sum", "mean", "max", "min", "prod", "amax", "amin", "nansum", "average"}


def repairs(case: Case) -> Iterator[Repair]:
    """Sum over another axis; sum where nothing is summed."""
    for suspect in case.suspects:
        if isinstance(suspect.node, ast.Call) and (parts := reduction(suspect.node)):
            yield from other_axes(suspect, *parts)


def reduction(call: ast.Call) -> tuple[str, ast.expr, bool] | None:
    """The name of a reduction, what it reduces, and whether it is written as a method."""
    function = call.func
    if not isinstance(function, ast.Attribute) or function.attr not in SUMS:
        return None
    if isinstance(function.value, ast.Name) and function.value.id in ("np", "numpy"):
        return (function.attr, call.args[0], False) if call.args else None
    return function.attr, function.value, True


def other_axes(suspect: Suspect, name: str, reduced: ast.expr, method: bool) -> Iterator[Repair]:
    """The same reduction over each axis, with and without keeping it."""
    tree, shape = suspect.tree, np.shape(np.asarray(suspect.ops[-1].value))
    module = tree.source(suspect.node.func.value) if not method else ""  # type: ignore[attr-defined]
    for which in dict.fromkeys((name if name in ("sum", "mean") else "sum", "sum")):
        for axis, keep in ((0, True), (0, False), (1, True), (1, False), (None, False)):
            arguments = [] if axis is None else [f"axis={axis}"] + ["keepdims=True"] * keep
            inside = tree.operand(reduced) if method else tree.source(reduced)
            text = f"{inside}.{which}({', '.join(arguments)})" if method else \
                f"{module}.{which}({', '.join([inside, *arguments])})"  # fmt: skip
            kind = (
                "bias-grad-axis"
                if which == name
                else "bias-grad-wrong"
                if name not in ("sum", "mean")
                else "gradient-scale"
            )
            numbers = f"{'x'.join(map(str, shape))} numbers" if shape and np.prod(shape) > 1 else "one number"
            message = (
                f"this sum leaves {numbers}; the gradient of a bias is one number for each unit, summed over the rows"
            )
            yield Repair(
                kind, suspect.site, (tree.replace(suspect.node, text),), message, 1 + 0.1 * (not keep) + (which != name)
            )
