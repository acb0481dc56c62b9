"""Bias gradients: one number for each unit, the sum of delta over the rows."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad.doctor.anatomy.slices import ancestors
from handgrad.doctor.anatomy.sorts import READS
from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.edits.blame import Blame
from handgrad.doctor.edits.constants import times
from handgrad.doctor.edits.expressions import is_method, last_name, product_of, tight
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.edits.together import role_of, same_everywhere
from handgrad.doctor.edits.visible import operands_of
from handgrad.doctor.proof.repair import Repair
from handgrad.program.program import Op

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


SUMS = {"sum", "mean", "max", "min", "prod", "amax", "amin", "nansum", "average", "median"}
ADDING = {"sum", "nansum"}
AXES = (0, 1, None)
"""Axes to add along, the likeliest first; None for all of them."""


def repairs(case: Case) -> Iterator[Repair]:
    """Sum over another axis or another array, sum where nothing is summed, leave out what is no factor of a bias."""
    if case.patient is not None:
        yield from same_everywhere(edits(case), lambda repair: alike(case, repair))


def alike(case: Case, repair: Repair) -> tuple[Any, ...]:
    """What the same edit of several layers has in common: its kind, and where other arrays are taken, its place."""
    return repair.kind, role_of(case, repair) if repair.kind == bias_grad_wrong.name else None


def edits(case: Case) -> Iterator[Repair]:
    """All of them, one place after the other."""
    for suspect in case.suspects:
        expression = isinstance(suspect.node, ast.expr) and case.blame.own(suspect)
        if not expression or not case.blame.biases_only(suspect):
            continue
        if not case.blame.aims_well(suspect):
            call = reduction(suspect.node)
            yield from other_sums(case, suspect, call) if call else missing_sum(case, suspect)
            if not case.blame.only_scaled(suspect):
                yield from other_arrays(case, suspect, call)
        yield from fewer_factors(case, suspect)


@dataclass(frozen=True)
class Reduction:
    """`np.sum(reduced, ...)` or `reduced.sum(...)`."""

    call: ast.Call
    name: str
    reduced: ast.expr
    method: bool


def reduction(call: ast.AST) -> Reduction | None:
    """A node as a reduction; None where it is none."""
    if not isinstance(call, ast.Call) or last_name(call.func) not in SUMS:
        return None
    if is_method(call):
        return Reduction(call, last_name(call.func), call.func.value, True)  # type: ignore[attr-defined]
    return Reduction(call, last_name(call.func), call.args[0], False) if call.args else None


def added(value: Any, axis: int | None) -> Any:
    """An array added up along an axis; None where it has no such axis."""
    array = np.asarray(value)
    if value is None or array.dtype.kind not in "fiu" or (axis or 0) >= array.ndim:
        return None
    return array.sum(axis=axis)


def sums_of(value_of: Callable[[Op], Any], axis: int | None) -> Callable[[Op], Any]:
    """The same values added up along an axis."""
    return lambda op: added(value_of(op), axis)


def held_by(case: Case, suspect: Suspect, text: str) -> Callable[[Op], Any]:
    """The values that a text held."""
    return lambda op: case.blame.shown(text, suspect, op)


def summed(
    tree: Tree, inside: str, axis: int | None, keep: bool, name: str = "sum", like: Reduction | None = None
) -> str:
    """The text of a sum, written as the program writes its own."""
    arguments = [] if axis is None else [f"axis={axis}"] + ["keepdims=True"] * keep
    if like is not None and not like.method:
        function = tree.source(like.call.func).removesuffix(like.name) + name
        return f"{function}({', '.join([inside, *arguments])})"
    return f"{tight(inside)}.{name}({', '.join(arguments)})"


def kept(case: Case, suspect: Suspect) -> bool:
    """Whether the biases that a suspect goes into are matrices of one row or column."""
    numbers = case.blame.reach[case.blame.own(suspect)[-1].index]
    assert case.patient is not None
    return any(
        np.ndim(case.patient.comparison.matches[n].own) > 1 for n in numbers if n in case.patient.comparison.matches
    )


def other_sums(case: Case, suspect: Suspect, found: Reduction) -> Iterator[Repair]:
    """The same array added up along each axis that gives the bias's gradient."""
    tree, ops, blame = suspect.tree, case.blame.own(suspect), case.blame
    known = all(op.refs() for op in ops)
    if known and blame.fits(suspect, lambda op: blame.value(op.refs()[0])):
        edit, message = tree.replace(suspect.node, tree.source(found.reduced)), fact(ops[-1].value, found.name, "delta")
        yield Repair(kind_of(found.name, ""), suspect.site, (edit,), message, 1.1 + 0.2 * blame.distance(suspect))
    for axis in AXES:
        if known and not blame.fits(suspect, sums_of(lambda op: blame.value(op.refs()[0]), axis)):
            continue
        for name in dict.fromkeys((found.name if found.name in (*ADDING, "mean") else "sum", "sum")):
            text = summed(tree, tree.source(found.reduced), axis, kept(case, suspect), name, found)
            rank = 1 + 0.5 * (name != found.name) + 0.2 * blame.distance(suspect)
            message = fact(ops[-1].value, found.name)
            yield Repair(kind_of(found.name, name), suspect.site, (tree.replace(suspect.node, text),), message, rank)


def kind_of(own: str, right: str) -> str:
    """What it is called to reduce with `own` in place of `right`, which is empty where nothing is to be reduced."""
    if own in ADDING or own == right or (own == "mean" and not right):
        return bias_grad_axis.name
    return "gradient-scale" if own == "mean" else bias_grad_wrong.name


def fact(value: Any, name: str, right: str = "delta summed over the rows") -> str:
    """One sentence on what a reduction leaves."""
    count = f"{by(value)} numbers" if np.size(value) > 1 else "one number"
    verb = "sum" if name in ADDING else name
    return f"this {verb} leaves {count}; that of a bias is {right}, a number for each unit"


def by(value: Any) -> str:
    """A shape as people say it: 4x3."""
    return "x".join(map(str, np.shape(value)))


def missing_sum(case: Case, suspect: Suspect) -> Iterator[Repair]:
    """A sum over the rows where delta itself, or one row of it, is taken."""
    tree, blame, node = suspect.tree, case.blame, suspect.node
    row = isinstance(node, ast.Subscript) and all(op.name in READS for op in blame.own(suspect))
    text = tree.source(node.value if row else node)  # type: ignore[attr-defined]
    if row:
        kind, message = bias_grad_wrong.name, "this is one row of delta; a bias's gradient is its sum over all rows"
    else:
        numbers = f"these are {by(blame.own(suspect)[-1].value)} numbers"
        kind, message = bias_grad_axis.name, f"{numbers}; the gradient of a bias is their sum over the rows"
    for axis in AXES[:2]:
        if blame.fits(suspect, sums_of(lambda op: blame.value(op.refs()[0] if row else op.index), axis)):
            new = summed(tree, text, axis, kept(case, suspect))
            yield Repair(kind, suspect.site, (tree.replace(node, new),), message, 1.5 + 0.2 * blame.distance(suspect))


def other_arrays(case: Case, suspect: Suspect, found: Reduction | None) -> Iterator[Repair]:
    """Another array that is the gradient, as it is or added up, in place of the whole expression."""
    tree, blame = suspect.tree, case.blame
    message = "this is not what the bias adds to: its gradient is the delta of its own layer, summed over the rows"
    for text in case.scope.visible(tree, suspect.node):
        if text == suspect.text or (found and text == tree.source(found.reduced)):
            continue
        rank = 2 - 0.6 * of_itself(case, suspect) + 0.2 * blame.distance(suspect) + 0.01 * len(text)
        for new in dict.fromkeys(gradient_texts(case, suspect, found, text)):
            yield Repair(bias_grad_wrong.name, suspect.site, (tree.replace(suspect.node, new),), message, rank)


def of_itself(case: Case, suspect: Suspect) -> bool:
    """Whether a suspect is made of the bias's own value, and not only of what the forward pass made with it."""
    patient, op = case.patient, case.blame.own(suspect)[-1]
    assert patient is not None
    inside = set(ancestors(patient.program, [op.index], stop=patient.forward_set))
    return any(patient.step.before[number] in inside for number in case.blame.reach[op.index] & case.blame.judged)


def gradient_texts(case: Case, suspect: Suspect, found: Reduction | None, text: str) -> Iterator[str]:
    """An array as it is, where it is the gradient or stands for what is added up later; or its sum."""
    shown, blame = held_by(case, suspect, text), case.blame
    if blame.fits(suspect, shown):
        yield from scaled(case, suspect, shown, text)
    for axis in AXES[:2]:
        if blame.fits(suspect, sums_of(shown, axis)):
            later = all(np.shape(shown(op)) == np.shape(op.value) for op in blame.own(suspect))
            sum_text = summed(suspect.tree, text, axis, kept(case, suspect), "sum", found)
            yield from [text] if later else scaled(case, suspect, sums_of(shown, axis), sum_text)


def scaled(case: Case, suspect: Suspect, value_of: Callable[[Op], Any], text: str) -> list[str]:
    """A text with the constant factor that the other gradients have; as it stands where no constant is that."""
    return list(times(case, text, case.blame.share(suspect, value_of))) or [text]


def fewer_factors(case: Case, suspect: Suspect) -> Iterator[Repair]:
    """A product on its way into a bias without one of its factors, where the rest is the gradient."""
    node, tree, blame = suspect.node, suspect.tree, case.blame
    parts = factors_of(tree, node)
    for place, (rest, dropped) in enumerate((parts, parts[::-1])) if parts else ():
        value_of = operand_at(blame, place)
        fitting = any(blame.fits(suspect, each) for each in (value_of, *(sums_of(value_of, axis) for axis in AXES[:2])))
        divided = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)
        constant = case.blame.aims_well(suspect) and np.size(operand_at(blame, 1 - place)(blame.own(suspect)[-1])) == 1
        if fitting and not constant and not (place and divided):
            message = (
                f"{tree.source(dropped)} is a factor here; a bias enters with the factor 1: its gradient is delta alone"
            )
            rank = 1.0 + 0.05 * blame.distance(suspect) + 0.05 * place
            yield Repair(bias_grad_wrong.name, suspect.site, (tree.replace(node, tree.source(rest)),), message, rank)


def factors_of(tree: Tree, node: ast.AST) -> tuple[ast.expr, ast.expr] | None:
    """The two factors of a product, element by element or of matrices; None where a node is none."""
    by_element = isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Mult, ast.Div))
    if by_element or (isinstance(node, ast.Call) and last_name(node.func) == "multiply"):
        parts = operands_of(node)
        return (parts[0], parts[1]) if len(parts) == 2 else None
    product = product_of(tree, node)
    return (product.left, product.right) if product is not None else None


def operand_at(blame: Blame, place: int) -> Callable[[Op], Any]:
    """The value of an operand of an operation of two."""
    return lambda op: blame.value(op.refs()[place]) if len(op.refs()) == 2 else None
