"""Scale: a constant too many or too few in a gradient."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.bugs import Kind
from handgrad.doctor.bugs.bias import reduction
from handgrad.doctor.case import Case
from handgrad.doctor.edits.constants import constants_of, number_of
from handgrad.doctor.edits.expressions import multiplied, tight
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.edits.syntax import is_whole
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op

gradient_scale = Kind(
    name="gradient-scale",
    code="D021",
    title="one gradient scaled differently",
    explain="""\
All gradients of one step belong to one loss. A factor that the loss has, 1/n
of a mean or the 2 of a square, belongs to the first delta and reaches every
parameter from there:

    L = mean of (a - y)**2 over n rows      delta = 2 (a - y) / n * f'(z)
    dL/dW = a^T delta                       dL/db = sum over rows of delta

The bug: the factor is applied to some of the gradients, or again in each
layer.

    dW = a.T @ delta / n
    db = delta.sum(axis=0)                  # n times too big beside dW
    delta1 = (delta2 @ W2.T) * slope1 / n   # divided once more in each layer

Write instead, the factor in one place:

    delta = 2 * (out - y) / n * slope
    dW, db = a.T @ delta, delta.sum(axis=0)

or the same factor on every gradient. A constant common to all of them is a
convention and no bug: it only changes what the learning rate means.

A small example: with n = 100 rows the bias above takes steps a hundred times
longer than the weights; at a learning rate that suits the weights it swings,
at one that suits the bias the weights hardly move.
""",
)

gradient_not_averaged = Kind(
    name="gradient-not-averaged",
    code="D022",
    title="sum over rows, rate for averages",
    explain="""\
A loss that sums over n rows has a gradient n times that of the mean. Both are
right. What they need differs:

    W - lr * sum of gradients  =  W - (n * lr) * mean of gradients

so the same learning rate takes steps n times as long.

The bug: a rate that suits an average meets a sum. With 0.1 and 1000 rows the
step is that of a rate of 100: the first update saturates every unit or throws
the weights to inf.

    dW = a.T @ (out - y)                    # a sum over all rows
    W -= 0.1 * dW

Write instead:

    dW = a.T @ (out - y) / n                # n rows in this batch
    W -= 0.1 * dW

or keep the sum and divide the learning rate by n. The average has the
advantage that the rate need not change with the size of the batch. Divide once
only, at the first delta or at each gradient (`handgrad explain D021`).

A small example: L = (w - y)**2 / 2 in each of 1000 rows. The sum has curvature
1000, and a rate above 2 / 1000 diverges; for the mean the bound is 2.
""",
)


def repairs(case: Case) -> Iterator[Repair]:
    """Leave out, exchange or add a constant factor where a gradient differs from the others by just that."""
    if case.patient is None or not case.blame.off:
        return
    constants = constants_of(case)
    for suspect in case.suspects:
        if isinstance(suspect.node, ast.expr) and case.blame.own(suspect) and any(map(case.blame.guilty, suspect.ops)):
            yield from fewer(case, suspect, constants)
            yield from sum_for_mean(case, suspect)
            yield from more(case, suspect, constants)


def mends(case: Case, suspect: Suspect, change: float) -> bool:
    """Whether a gradient that a suspect goes into is right when it is multiplied by `change`."""
    off, reach = case.blame.off, case.blame.reach
    numbers = {number for op in case.blame.own(suspect) for number in reach[op.index]}
    return any(bool(np.isclose(off[n] * change, 1, rtol=1e-6)) for n in numbers if n in off)


def fewer(case: Case, suspect: Suspect, constants: dict[str, float]) -> Iterator[Repair]:
    """A product or quotient without its constant, or with another one."""
    node, tree, op = suspect.node, suspect.tree, case.blame.own(suspect)[-1]
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, (ast.Mult, ast.Div)) or len(op.args) != 2:
        return
    divided = isinstance(node.op, ast.Div)
    for part, other, arg in ((node.right, node.left, op.args[1]), (node.left, node.right, op.args[0])):
        constant = number_of(case, arg)
        if constant is None or (divided and part is node.left):
            continue
        change = constant if divided else 1 / constant
        rank = 1.8 + 0.1 * (part is node.left)
        message = f"{tree.source(part)}, {constant:.4g} here, scales this gradient and not the others"
        if mends(case, suspect, change):
            yield Repair(gradient_scale.name, suspect.site, (tree.replace(node, tree.source(other)),), message, rank)
        for text, value in constants.items():
            if mends(case, suspect, change / value if divided else change * value):
                yield Repair(gradient_scale.name, suspect.site, (tree.replace(part, tight(text)),), message, rank + 0.4)


def sum_for_mean(case: Case, suspect: Suspect) -> Iterator[Repair]:
    """A sum for a mean, or the other way round."""
    call, op = reduction(suspect.node), case.blame.own(suspect)[-1]
    if call is None or call.name not in ("sum", "mean") or not op.refs():
        return
    count = np.size(case.blame.value(op.refs()[0])) / max(np.size(op.value), 1)
    if mends(case, suspect, count if call.name == "mean" else 1 / count):
        function, name = suspect.tree.source(call.call.func), "sum" if call.name == "mean" else "mean"
        edit = suspect.tree.replace(call.call.func, function.removesuffix(call.name) + name)
        message = f"this {call.name} is over {count:.0f} numbers, where the other gradients take the {name}"
        yield Repair(gradient_scale.name, suspect.site, (edit,), message, 1.7)


def more(case: Case, suspect: Suspect, constants: dict[str, float]) -> Iterator[Repair]:
    """A whole gradient with a constant that the others have."""
    op, tree, node = case.blame.own(suspect)[-1], suspect.tree, suspect.node
    if not is_whole(tree, node) or case.blame.only_scaled(suspect) or not isinstance(node, ast.expr):
        return
    lengths = lengths_of(case, suspect, op)
    for text, value in {**lengths, **constants, "2": 2.0}.items():
        for change, new in ((1 / value, divided_by(suspect, text)), (value, multiplied(tree, node, text))):
            if value != 1 and mends(case, suspect, change):
                rank = 2.2 + 0.2 * (text not in constants) + 0.005 * len(text)
                message = f"this gradient is {1 / change:.4g} times what it is beside the others"
                yield Repair(gradient_scale.name, suspect.site, (tree.replace(node, new),), message, rank)


def lengths_of(case: Case, suspect: Suspect, op: Op) -> dict[str, float]:
    """How many rows and columns visible arrays have."""
    found: dict[str, float] = {}
    for text in case.scope.visible(suspect.tree, suspect.node):
        value = case.blame.shown(text, suspect, op)
        if np.ndim(value) > 1 and text.isidentifier():
            found |= {f"{text}.shape[{axis}]": float(length) for axis, length in enumerate(np.shape(value)[:2])}
    return found


def divided_by(suspect: Suspect, text: str) -> str:
    """An expression divided by a text."""
    tree, node = suspect.tree, suspect.node
    assert isinstance(node, ast.expr)
    return multiplied(tree, node, tight(text)).removesuffix(f"* {tight(text)}") + f"/ {tight(text)}"
