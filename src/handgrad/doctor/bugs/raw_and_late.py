"""Two bugs in one line: an error that is passed down as it came, and through weights that have been changed already."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.bugs.operand import ANOTHER, wrong_array
from handgrad.doctor.bugs.sequence import Pair, moved_down, pairs_of
from handgrad.doctor.bugs.through_time import shapes_of
from handgrad.doctor.case import Case
from handgrad.doctor.edits.expressions import product_of
from handgrad.doctor.edits.syntax import Tree, names_read
from handgrad.doctor.proof.repair import Repair


def repairs(case: Case) -> Iterator[Repair]:
    """`W += rate * delta @ x.T; error = W.T @ error`: the update behind, and the delta passed down."""
    if case.patient is None:
        return
    pairs = pairs_of(case)
    for late in moved_down(case, pairs):
        for pair in pairs:
            for raw in other_deltas(case, pair) if not pair.before else ():
                yield late.joined(raw, late.rank + 0.1)


def other_deltas(case: Case, pair: Pair) -> Iterator[Repair]:
    """What the update multiplies, in the place of what is multiplied by the weights."""
    tree = pair.tree
    products = (part for node in ast.walk(pair.change) for part in operands_in(tree, node))
    used = {tree.source(name): name for part in products for name in names_read(part)}
    for node in ast.walk(pair.use):
        for part in operands_in(tree, node):
            for text in used if pair.place not in ast.walk(part) and tree.source(part) not in used else ():
                own, other = (shapes_of(case, tree, node, called) for called in (tree.source(part), text))
                if own & other:
                    message = f"{ANOTHER}: {text}, not {tree.source(part)}"
                    edit = tree.replace(part, text)
                    yield Repair(wrong_array.name, case.site_of(part, tree.file), (edit,), message, 1.7)


def operands_in(tree: Tree, node: ast.AST) -> list[ast.expr]:
    """The two operands of a matrix product."""
    product = product_of(tree, node)
    return [product.left, product.right] if product is not None else []
