"""A gradient that is a sum over rows plus a penalty's slope, where the loss is a mean over rows plus the penalty."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from handgrad.doctor.bugs.averaging import rows_of
from handgrad.doctor.bugs.regularization import terms_of, weights_in
from handgrad.doctor.bugs.scale import gradient_not_averaged
from handgrad.doctor.case import Case
from handgrad.doctor.edits.constants import constants_of
from handgrad.doctor.edits.expressions import tight
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.edits.together import same_everywhere
from handgrad.doctor.proof.repair import Repair

MESSAGE = "this is added up over {rows} rows, and the penalty beside it belongs to a mean over them"
RANK = 1.9
"""In front of another factor for the penalty: with both, the step keeps its size only by this."""
MOST = 2
"""How many arrays are asked for their length at most."""


def repairs(case: Case) -> Iterator[Repair]:
    """`a.T @ delta / m + lam * W` for `a.T @ delta + lam * W`, in all layers at once."""
    if case.patient is not None and case.blame.decayed:
        yield from same_everywhere(edits(case), lambda repair: (repair.kind, repair.rank))


def edits(case: Case) -> Iterator[Repair]:
    """All of them, one place after the other."""
    assert case.patient is not None
    rows = rows_of(case.course, case.patient)
    known = [text for text, value in constants_of(case).items() if value == rows > 1]
    for suspect in case.suspects:
        node, tree = suspect.node, suspect.tree
        places = {place for op in case.blame.own(suspect) for place in weights_in(case, op)}
        terms = terms_of(node) if isinstance(node, ast.BinOp) and rows > 1 else {}
        if len(terms) == 2 and len(places & terms.keys()) == 1:
            data = terms[1 - min(places & terms.keys())]
            for order, count in enumerate(dict.fromkeys([*known, *lengths(case, tree, node, rows)])):
                edit = tree.replace(data, f"{tight(tree.source(data))} / {tight(count)}")
                rank = RANK + 0.01 * order
                yield Repair(gradient_not_averaged.name, suspect.site, (edit,), MESSAGE.format(rows=rows), rank)


def lengths(case: Case, tree: Tree, node: ast.AST, rows: int) -> list[str]:
    """The lengths of arrays that may be read at a place and have so many rows."""
    visible = case.scope.visible(tree, node)
    shapes = {text: {np.shape(case.program[i].value)[:1] for i in held} for text, held in visible.items()}
    return [f"len({text})" for text, found in shapes.items() if text.isidentifier() and found == {(rows,)}][:MOST]
