"""Matrix products on the way back: operands transposed or exchanged, or an inner product for an outer one."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from handgrad.doctor.bugs import Kind
from handgrad.doctor.case import Case
from handgrad.doctor.edits.blame import Blame
from handgrad.doctor.edits.expressions import Product, last_name, product_of, transposed
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.edits.together import same_everywhere
from handgrad.doctor.proof.repair import Repair
from handgrad.doctor.truth.patient import Patient
from handgrad.program.program import Op

transpose = Kind(
    name="transpose",
    code="D015",
    title="matrix product turned round",
    explain="""\
Forward, a layer of n rows computes z = a W with a (n, inputs) and W (inputs,
units). Backward, both factors come back transposed, and the shapes leave only
one way to write each:

    dL/dW  =  a^T delta                     (inputs, n) (n, units)  ->  (inputs, units)
    dL/da  =  delta W^T                     (n, units) (units, inputs)  ->  (n, inputs)

The bug: W, or the order of the factors, is not turned round. Where a layer has
as many inputs as units, or the batch as many rows as a layer has units, the
shapes still fit and nothing complains.

    da = delta @ W                          # fits only because W is square

Write instead:

    da = delta @ W.T                        # forward: a @ W

With columns as samples, z = W a, it reads da = W.T @ delta and dW = delta @
a.T.

A small example: W = [[0, 1], [0, 0]] sends input 0 to unit 1. An error delta =
[0, 1] belongs to input 0: delta W^T = [1, 0]. Without the transpose it is [0,
0]. Sizes that are all different make this bug raise at once.
""",
)

inner_vs_outer = Kind(
    name="inner-vs-outer",
    code="D016",
    title="inner product for an outer one",
    explain="""\
For a single sample with input a (inputs,) and delta (units,), the weight
gradient holds every pair:

    dL/dW_jk  =  a_j * delta_k              the outer product, (inputs, units)

The bug: np.dot, @ and .T do something else to arrays of one dimension. The
transpose of a one-dimensional array is the array itself, and the dot product
of two of them is one number:

    dW = np.dot(a.T, delta)                 # a scalar; W -= lr * dW moves every weight alike

Write instead:

    dW = np.outer(a, delta)

or keep two dimensions throughout, one row for a sample:

    a, delta = a.reshape(1, -1), delta.reshape(1, -1)
    dW = a.T @ delta

A small example: a = [1, 2], delta = [3, 0]. Right: [[3, 0], [6, 0]]. The inner
product is 3, for all four weights.
""",
)

gradient_transposed = Kind(
    name="gradient-transposed",
    code="D017",
    title="gradient is transposed",
    explain="""\
A gradient has the shape of its parameter: entry (j, k) of dL/dW says how L
changes with W_jk. For z = a W, rows as samples,

    dL/dW  =  a^T delta                     (inputs, units)

The bug: the product is written the other way round, or for the other
convention, and gives the transpose. With as many inputs as units it fits, and
the weight from j to k moves by what was meant for the one from k to j:

    dW = delta.T @ a                        # (units, inputs)

Write instead:

    dW = a.T @ delta                        # forward: z = a @ W

With columns as samples, z = W a, the right form is dW = delta @ a.T.

A small example: a = [[1, 0]], delta = [[0, 1]]: only the weight from input 0
to unit 1 took part, dW = [[0, 1], [0, 0]]. The transpose changes the weight
from input 1 to unit 0 instead, which did nothing at all.
""",
)


def repairs(case: Case) -> Iterator[Repair]:
    """Other orders and transposes of a product, or an outer product for an inner one."""
    if case.patient is not None:
        yield from same_everywhere(edits(case))


def edits(case: Case) -> Iterator[Repair]:
    """All of them, one place after the other."""
    for suspect in case.suspects:
        if case.blame.aims_well(suspect):
            continue
        product = product_of(suspect.tree, suspect.node)
        if product is not None:
            yield from turned(case, suspect, product)
        yield from untransposed(case, suspect)
        yield from every_pair(case, suspect, product)


def turned(case: Case, suspect: Suspect, product: Product) -> Iterator[Repair]:
    """The product with its factors exchanged or transposed, where the result has the same shape."""
    own = [op for op in case.blame.own(suspect) if len(op.refs()) == 2]
    texts = [(product.tree.source(side), transposed(product.tree, side)) for side in (product.left, product.right)]
    exact: list[Way] = []
    loose: list[Way] = []
    for swap, first, second in itertools.product((False, True), repeat=3):
        if own and (swap or first or second):
            way = Way(swap, first, second)
            if all(way.changes(op, case.blame) for op in own[:3]):
                found = is_right(case, suspect, own, lambda op, way=way: way.of(case.blame, op))  # type: ignore[misc]
                (exact if found else loose).append(way)
    for way in exact or loose:
        left, right = texts[0][way.first], texts[1][way.second]
        text = product.written(*((right, left) if way.swap else (left, right)))
        likely = 1.5 if exact else 1.3 if all(is_as_forward(case.patient, op, way) for op in own[:3]) else 4.5
        rank = likely + 0.2 * case.blame.distance(suspect) + 0.1 * (way.first + way.second)
        kind, message = described(way, product)
        yield Repair(kind, suspect.site, (suspect.tree.replace(suspect.node, text),), message, rank)


@dataclass(frozen=True)
class Way:
    """One way of writing a product of the same two factors."""

    swap: bool
    first: bool
    """Whether the left factor is transposed anew."""
    second: bool

    def changes(self, op: Op, blame: Blame) -> bool:
        """Whether a product written this way has the shape it had, and is not just the same written otherwise."""
        flags = zip((self.first, self.second), op.refs(), strict=True)
        idle = any(flag and np.ndim(blame.value(ref)) < 2 for flag, ref in flags)
        return not idle and np.shape(self.of(blame, op)) == np.shape(op.value)

    def of(self, blame: Blame, op: Op) -> Any:
        """What a recorded product would give this way; None where it cannot be."""
        left, right = (np.asarray(blame.value(ref)) for ref in op.refs())
        left, right = left.T if self.first else left, right.T if self.second else right
        multiply = np.outer if op.name.endswith("outer") else np.dot
        try:
            return multiply(right, left) if self.swap else multiply(left, right)
        except ValueError:
            return None


def is_as_forward(patient: Patient | None, op: Op, way: Way) -> bool:
    """Whether what is turned alone is a parameter that stands there as in the forward pass: it goes back turned."""
    if patient is None or way.swap or way.first == way.second:
        return False
    place = int(way.second)
    used = {refs[place] for i in patient.forward if len(refs := patient.program[i].refs()) == 2}
    return op.refs()[place] in used.intersection(patient.step.before.values())


def is_right(case: Case, suspect: Suspect, ops: list[Op], value_of: Callable[[Op], Any]) -> bool:
    """Whether other values of an expression would be right gradients, of parameters or of what is in between."""
    return case.blame.fits(suspect, value_of) or all(case.blame.patient.means(value_of(op)) for op in ops[:3])


def described(way: Way, product: Product) -> tuple[str, str]:
    """The kind and the fact for a product that has to be written another way."""
    if product.name == "outer":
        return (
            gradient_transposed.name,
            "this outer product is the transpose of the gradient: its factors are exchanged",
        )
    if way.swap:
        return transpose.name, "the factors of this product are exchanged: it is the transpose of the gradient"
    which = "left" if way.first else "right"
    return (
        transpose.name,
        f"the {which} factor of this product is turned round; the shapes only fit because it is square",
    )


def untransposed(case: Case, suspect: Suspect) -> Iterator[Repair]:
    """A gradient without its transposition; with one, where its axes are written as letters."""
    tree, node, blame = suspect.tree, suspect.node, case.blame
    name = last_name(node.func) if isinstance(node, ast.Call) else getattr(node, "attr", "")
    if name not in ("T", "transpose", "einsum", "tensordot") or not isinstance(node, ast.expr):
        return
    if blame.fits(suspect, lambda op: turned_value(blame.value(op.index))):
        message = "this is the transpose of the gradient; it fits because there are as many inputs as units"
        text = transposed(tree, node)
        rank = 1.6 + 0.2 * blame.distance(suspect)
        yield Repair(gradient_transposed.name, suspect.site, (tree.replace(node, text),), message, rank)


def turned_value(value: Any) -> Any:
    """The transpose of a square matrix; None of anything else."""
    return (
        np.asarray(value).T if np.ndim(value) == 2 and len(set(np.shape(value))) == 1 and np.size(value) > 1 else None
    )


PAIRS = "this is no outer product: of two arrays of one dimension it keeps no number for every pair"


def every_pair(case: Case, suspect: Suspect, product: Product | None) -> Iterator[Repair]:
    """The outer product of what is multiplied otherwise here."""
    node, tree, blame = suspect.node, suspect.tree, case.blame
    if product is None and isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        product = Product(tree, node, node.left, node.right)
    if product is None or product.name == "outer":
        return
    left, right = (untransposed_text(tree, side) for side in (product.left, product.right))
    for first, second, swap in ((left, right, False), (right, left, True)):
        if blame.fits(suspect, lambda op, swap=swap: outer_value(blame, op, swap)):  # type: ignore[misc]
            text = product.written(first, second, "outer")
            rank = 1.5 + 0.2 * blame.distance(suspect)
            yield Repair(inner_vs_outer.name, suspect.site, (tree.replace(node, text),), PAIRS, rank)


def outer_value(blame: Blame, op: Op, swap: bool) -> Any:
    """Every number of one operand times every number of the other; None where they are not of one dimension."""
    if len(op.refs()) != 2:
        return None
    left, right = (np.asarray(blame.value(ref)) for ref in op.refs())
    if left.ndim != 1 or right.ndim != 1:
        return None
    return np.outer(right, left) if swap else np.outer(left, right)


def untransposed_text(tree: Tree, node: ast.expr) -> str:
    """The text of an operand without a transposition that does nothing to one dimension."""
    turned_round = isinstance(node, ast.Attribute) and node.attr == "T"
    return transposed(tree, node) if turned_round else tree.source(node)
