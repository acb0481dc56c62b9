"""Indices that are another loop's variable: one that a loop which is over has left, or one of a loop around."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.bugs.convolved import slides
from handgrad.doctor.case import Case
from handgrad.doctor.edits.statements import loops_around, turning_names
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.proof.repair import Repair

OVER = "the loop over this variable is over, and it stays at its last value"
OTHER = "this index runs with another loop than the gradient that is written there"
MOST = 12
"""How many edits are tried."""


def repairs(case: Case) -> Iterator[Repair]:
    """The variable of a loop around in an index that has another loop's, near what is wrong."""
    if case.patient is None:
        return
    kind = "conv-backward" if slides(case.patient) else "wrong-layer-index"
    areas = {each.tree.function(each.node) or each.tree.root: each.tree for each in case.suspects}
    found = [edit for area, tree in areas.items() for edit in edits(case, kind, tree, area)]
    yield from sorted(found, key=lambda each: each.rank)[:MOST]


def edits(case: Case, kind: str, tree: Tree, area: ast.AST) -> Iterator[Repair]:
    """All of one function's, or of the top level's."""
    over = {name for node in ast.walk(area) if isinstance(node, ast.For) for name in turning_names(node)}
    for node in ast.walk(area):
        if not isinstance(node, ast.Subscript):
            continue
        loops = [loop for loop in loops_around(tree, node) if isinstance(loop, ast.For)]
        around = [name for loop in loops for name in turning_names(loop)]
        names = [part for part in ast.walk(node.slice) if isinstance(part, ast.Name)]
        own, beside = {name.id for name in names}, indices_in(tree.statement(node))
        for name in names if len(around) > 1 else ():
            left = name.id in over and name.id not in around
            for place, other in enumerate(each for each in around if each not in own):
                if left or (name.id in around and other in beside):
                    rank = (1.1 if left else 1.9) + 0.1 * place
                    site = case.site_of(name, tree.file)
                    message = OVER if left else OTHER
                    yield Repair(kind, site, (tree.replace(name, other),), message, rank)


def indices_in(statement: ast.stmt | None) -> set[str]:
    """The names that stand in an index of a statement."""
    indices = [node.slice for node in ast.walk(statement) if isinstance(node, ast.Subscript)] if statement else []
    return {part.id for index in indices for part in ast.walk(index) if isinstance(part, ast.Name)}
