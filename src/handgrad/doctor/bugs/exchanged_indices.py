"""Two indices of one element in each other's place, or a row for a column, where arrays are lists of numbers."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.bugs.counted import indices, is_outermost, swapped, written_in
from handgrad.doctor.bugs.product import gradient_transposed, transpose
from handgrad.doctor.case import Case
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.edits.syntax import Tree
from handgrad.doctor.proof.repair import Repair

MESSAGE = "{} is the weight from the other end: its indices are in the other order than on the way forward"
ROW = "{} is a row, and what goes back along these weights stands in a column"


def repairs(case: Case) -> Iterator[Repair]:
    """`d[k] * w[k][j]` for `d[k] * w[j][k]`, and `zip(d, [row[j] for row in w])` for `zip(d, w[j])`."""
    done: set[ast.AST] = set()
    for suspect in case.suspects if case.patient is not None else ():
        for node in ast.walk(written_in(suspect)):
            if isinstance(node, ast.Subscript) and node not in done and is_outermost(suspect.tree, node):
                done.add(node)
                yield from exchanged(case, suspect, node)
                yield from column(case, suspect, node)


def exchanged(case: Case, suspect: Suspect, node: ast.Subscript) -> Iterator[Repair]:
    """The two indices of an element that two loops count, exchanged."""
    tree, found = suspect.tree, list(indices(node))
    if len(found) == 2 and all(isinstance(index, ast.Name) for index, _ in found):
        kind = transpose if isinstance(node.ctx, ast.Load) else gradient_transposed
        site, message = case.site_of(node, tree.file), MESSAGE.format(tree.source(node))
        yield Repair(kind.name, site, swapped(tree, *found), message, rank(case, suspect))


def column(case: Case, suspect: Suspect, node: ast.Subscript) -> Iterator[Repair]:
    """A column of a list of rows for one of the rows."""
    tree, found = suspect.tree, list(indices(node))
    if len(found) == 1 and isinstance(found[0][0], ast.Name) and is_paired(tree, node):
        text = f"[row[{tree.source(found[0][0])}] for row in {tree.source(node.value)}]"
        site, message = case.site_of(node, tree.file), ROW.format(tree.source(node))
        yield Repair(transpose.name, site, (tree.replace(node, text),), message, rank(case, suspect) + 0.1)


def is_paired(tree: Tree, node: ast.AST) -> bool:
    """Whether a list is gone through together with another."""
    around = tree.parents[node]
    return isinstance(around, ast.Call) and isinstance(around.func, ast.Name) and around.func.id == "zip"


def rank(case: Case, suspect: Suspect) -> float:
    """How soon it is tried: where numbers are first wrong at once."""
    return 1.3 + 0.1 * case.blame.distance(suspect)
