"""Slopes that are multiplied by `np.dot` or `@`, which adds up what is meant number by number."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.case import Case
from handgrad.doctor.edits.expressions import Product, product_of
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.edits.together import same_everywhere
from handgrad.doctor.proof.repair import Repair

MESSAGE = "of two arrays of one dimension this product keeps a single number: every unit gets the same slope"


def repairs(case: Case) -> Iterator[Repair]:
    """`a * (1 - a)` for `np.dot(a, 1 - a)` where the number is a factor of an array as long."""
    yield from same_everywhere(one_by_one(case))


def one_by_one(case: Case) -> Iterator[Repair]:
    """The same for each place alone."""
    for suspect in case.suspects if case.patient is not None else ():
        product = product_of(suspect.tree, suspect.node)
        if product is not None and product.name != "outer" and is_factor(case, suspect):
            edit = suspect.tree.replace(product.node, text_of(product))
            yield Repair("inner-vs-outer", suspect.site, (edit,), MESSAGE, 1.4)


def is_factor(case: Case, suspect: Suspect) -> bool:
    """Whether two rows of numbers gave one that is multiplied with a row of the same length, element by element."""
    above = suspect.tree.parents.get(suspect.node)
    own = case.blame.own(suspect)
    if not own or not isinstance(above, ast.BinOp) or not isinstance(above.op, ast.Mult):
        return False
    shapes = {np.shape(case.blame.value(ref)) for op in own for ref in op.refs()}
    uses = [op for op in case.program.ops if own[0].index in op.refs()]
    return len(shapes) == 1 == len(min(shapes)) and all(np.shape(op.value) in shapes for op in uses)


def text_of(product: Product) -> str:
    """The product element by element."""
    left, right = (product.tree.operand(side) for side in (product.left, product.right))
    return f"{left} * {right}"
