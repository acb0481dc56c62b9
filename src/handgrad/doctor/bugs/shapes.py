"""Shapes: two arrays that do not belong together and fit all the same."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from handgrad.doctor.anatomy.sorts import MOVES
from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.edits.shaped import may_be_reshaped
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.proof.prove import Sign
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op, Ref

broadcasting = Kind(
    name="broadcasting",
    code="D031",
    title="two shapes broadcast to a matrix",
    explain="""\
NumPy lines shapes up from the right and stretches every 1. Between a column
and a flat array that gives a matrix:

    (n, 1) - (n,)  is  (n, 1) - (1, n)  ->  (n, n)

entry (i, j) is the output of row i minus the target of row j: every prediction
against every target.

The bug: predictions are (n, 1), targets (n,), or the other way round.

    error = out - y                         # (n, n)
    loss = (error ** 2).mean()              # a number all the same

The loss does not change when the targets are shuffled, and the network learns
their average.

Write instead, with one shape for both:

    y = y.reshape(-1, 1)                    # once, where the data are made
    error = out - y                         # (n, 1)

A small example: out = [[1], [2]], y = [1, 2]. Every prediction is right, and
out - y is [[0, -1], [1, 0]] with a mean square of 0.5. `assert out.shape ==
y.shape` before the difference costs nothing.
""",
)


MEETINGS = {"subtract", "equal", "not_equal"}
"""Operations by which predictions meet targets; a product of a column and a row is mostly meant to be a matrix."""


@dataclass(frozen=True)
class Spread:
    """An operation that made a matrix of n predictions and n targets, and which operand is the target."""

    op: Op
    prediction: int
    target: int
    trained: bool
    """Whether it is where the gradient starts, and not only something that is reported."""


def repairs(case: Case) -> Iterator[Repair]:
    """The targets in the shape of the predictions."""
    for spread in spreads(case):
        yield from reshaped(case, spread)


def signs(case: Case) -> Iterator[Sign]:
    """Predictions that met targets of another shape."""
    first = min(spreads(case), key=lambda spread: not spread.trained, default=None)
    if first is not None:
        edits = sorted(reshaped(case, first), key=lambda edit: edit.rank)
        where = edits[0].site if first.trained and edits else first.op
        finding = case.find("broadcasting", where, message_of(case, first))
        yield Sign(finding, tuple(edits), by="recheck", follow=True)


def spreads(case: Case) -> Iterator[Spread]:
    """Every place where n predictions and n targets became n times n numbers; each place once."""
    inside = {case.program[index].site for patient in case.patients for index in patient.step.slice}
    seen = set()
    for op in case.program.ops:
        parts = op.args[:2]
        if (
            op.name not in MEETINGS
            or op.site in seen
            or len(parts) < 2
            or not all(isinstance(part, Ref) for part in parts)
        ):
            continue
        one, other = parts[0].index, parts[1].index
        if not stretched(case, op, one, other) or (one in case.flow.moving) == (other in case.flow.moving):
            continue
        prediction, target = (one, other) if one in case.flow.moving else (other, one)
        trained = op.site in inside
        if case.flow.finished(prediction):
            seen.add(op.site)
            yield Spread(op, prediction, target, trained)


def stretched(case: Case, op: Op, one: int, other: int) -> bool:
    """Whether two operands of n numbers each gave n times n."""
    sizes = {np.size(case.program[index].value) for index in (one, other)}
    shapes = {np.shape(case.program[index].value) for index in (one, other)}
    n = sizes.pop()
    return not sizes and n > 1 and len(shapes) == 2 and np.shape(op.value) == (n, n)


def message_of(case: Case, spread: Spread) -> str:
    """The shapes."""
    one, other, both = (np.shape(case.program[i].value) for i in (spread.prediction, spread.target, spread.op.index))
    line = f" on line {spread.op.site.line}" if spread.op.site and spread.trained else ""
    return (
        f"targets of shape {other} meet predictions of shape {one}{line}: each meets every other, {both[0]} x {both[1]}"
    )


def makers(case: Case, target: int) -> list[Op]:
    """The operations that gave the targets their shape, from the first to the rows that were taken of them."""
    found = [case.program[target]]
    while found[0].name in MOVES and found[0].args and isinstance(found[0].args[0], Ref):
        before = case.program[found[0].args[0].index]
        if np.shape(before.value)[1:] != np.shape(found[0].value)[1:] or not np.ndim(before.value):
            break
        found.insert(0, before)
    return [op for op in found if case.node(op) is not None] or found[-1:]


def reshaped(case: Case, spread: Spread) -> Iterator[Repair]:
    """The targets made flat, or a column, where they are named or made, or where they meet the predictions."""
    flat = np.ndim(case.program[spread.prediction].value) == 1
    column = np.shape(case.program[spread.prediction].value)[-1] == 1
    suffix = ".ravel()" if flat else ".reshape(-1, 1)" if column else ".reshape(1, -1)"
    message = message_of(case, spread)
    for tree, name in handed(case, spread) if spread.trained else ():
        edit = tree.replace(name, tree.operand(name) + suffix)
        yield Repair("broadcasting", case.site_of(name, tree.file), (edit,), message, 0.95)
    yield from where_made(case, spread, suffix)
    if spread.trained and column and not flat:
        yield from flattened(case, spread, message)


def where_made(case: Case, spread: Spread, suffix: str) -> Iterator[Repair]:
    """The targets in another shape where they are made; where something else reads them as they are, at the meeting."""
    made, message = makers(case, spread.target), message_of(case, spread)
    alike = (each.op.site for each in spreads(case) if makers(case, each.target)[0].site == made[0].site)
    met = {site for site in (spread.op.site, *alike) if site is not None}
    free = next((op for i, op in enumerate(made) if may_be_reshaped(case, made[i:], met)), None)
    best, several = free or made[0], len(met) > 1
    home, node = case.written(best)
    if spread.trained and home is not None and best.site is not None and isinstance(node, ast.expr):
        before = unshaped(case, best, node) if suffix == ".ravel()" else None
        text = home.operand(node) + suffix if before is None else home.source(before)
        rank = 0.85 if free else 1.0
        yield Repair("broadcasting", best.site, (home.replace(node, text),), message, rank)
    tree, operand = operand_of(case, spread)
    if tree is not None and operand is not None and spread.op.site is not None:
        edit = tree.replace(operand, tree.operand(operand) + suffix)
        here = (not several and not free) or is_shaped_elsewhere(case, spread, made[0])
        yield Repair("broadcasting", spread.op.site, (edit,), message, 0.8 if here else 2)


def is_shaped_elsewhere(case: Case, spread: Spread, made: Op) -> bool:
    """Whether the program gives the same targets the shape of predictions where it uses them a second time."""
    rank = np.ndim(case.program[spread.prediction].value)
    shaped = (op for op in case.program.ops[made.index :] if op.name == "reshape" and np.ndim(op.value) == rank)
    return any(op.refs() and makers(case, op.refs()[0])[0].index == made.index for op in shaped)


def handed(case: Case, spread: Spread) -> Iterator[tuple[Tree, ast.expr]]:
    """Where the targets are given another name, or handed by name to a function in which they meet predictions."""
    tree, operand = operand_of(case, spread)
    if tree is not None and operand is not None and (other := named(tree, operand)) is not None:
        yield tree, other
    meetings = [each.op for each in spreads(case) if each.target == spread.target]
    for site in dict.fromkeys(site for op in meetings for site in op.stack):
        home = case.trees.get(site.file)
        call = home.at(site) if home is not None else None
        if home is not None and isinstance(call, ast.Call):
            visible = case.scope.visible(home, call)
            names = [argument for argument in call.args if isinstance(argument, ast.Name)]
            yield from ((home, name) for name in names if spread.target in visible.get(name.id, ()))


def unshaped(case: Case, made: Op, node: ast.expr) -> ast.expr | None:
    """What a call of `reshape` made a matrix of, where that was flat."""
    first = case.program[made.refs()[0]] if made.name == "reshape" and made.refs() else None
    call = node if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else None
    return call.func.value if call is not None and first is not None and np.ndim(first.value) == 1 else None  # type: ignore[attr-defined]


def flattened(case: Case, spread: Spread, message: str) -> Iterator[Repair]:
    """The predictions made flat where they are computed."""
    made = case.program[spread.prediction]
    tree, node = case.written(made)
    if tree is not None and made.site is not None and isinstance(node, ast.expr):
        edit = tree.replace(node, f"{tree.operand(node)}.ravel()")
        yield Repair("broadcasting", made.site, (edit,), message, 2.5, forward=True)


def named(tree: Tree, operand: ast.expr) -> ast.Name | None:
    """What the name at the meeting was given, where that is another name, as in `y = prices`, and nothing else."""
    if not isinstance(operand, ast.Name):
        return None
    area = ast.walk(tree.function(operand) or tree.root)
    given = [
        each
        for each in area
        if isinstance(each, ast.Name) and each.id == operand.id and isinstance(each.ctx, ast.Store)
    ]
    whole = tree.parents[given[0]] if len(given) == 1 else None
    return whole.value if isinstance(whole, ast.Assign) and isinstance(whole.value, ast.Name) else None


def operand_of(case: Case, spread: Spread) -> tuple[Tree | None, ast.expr | None]:
    """The text of the target at the meeting."""
    tree, node = case.written(spread.op)
    position = [part.index for part in spread.op.args[:2]].index(spread.target)
    if isinstance(node, ast.BinOp):
        return tree, (node.left, node.right)[position]
    if isinstance(node, ast.Compare) and len(node.comparators) == 1:
        return tree, (node.left, node.comparators[0])[position]
    if isinstance(node, ast.Call) and len(node.args) == 2:
        return tree, node.args[position]
    return tree, None
