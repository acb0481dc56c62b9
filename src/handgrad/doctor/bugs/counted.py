"""Edits of indices in the loops of a convolution's way back: another loop's number, or two that are exchanged."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import combinations

import numpy as np

from handgrad.doctor.bugs.convolved import nearness, slides
from handgrad.doctor.case import Case
from handgrad.doctor.edits.pieces import values_of
from handgrad.doctor.edits.suspects import Suspect
from handgrad.doctor.edits.syntax import Splice, Tree, names_in, rooted
from handgrad.doctor.proof.repair import Repair

COUNTED = "is counted by the number of another loop than in the forward pass"

Index = tuple[ast.expr, int]
"""A name in an index, and the axis that it counts."""


def repairs(case: Case) -> Iterator[Repair]:
    """`dx[c] += w[f, c] * d[f]` for `dx[f] += ...`, and `w[f, c]` for `w[c, f]`."""
    case = case.sharpened
    done: set[tuple[str, ast.AST]] = set()
    for suspect in case.suspects if case.patient is not None and slides(case.patient) else ():
        for node in ast.walk(written_in(suspect)) if not case.blame.aims_well(suspect) else ():
            if (suspect.tree.file, node) not in done and is_outermost(suspect.tree, node):
                done.add((suspect.tree.file, node))
                yield from counted(case, suspect, node)


def written_in(suspect: Suspect) -> ast.AST:
    """The assignment that a suspect stands in; the suspect alone where it stands in none."""
    statement = suspect.statement
    return statement if isinstance(statement, (ast.Assign, ast.AugAssign)) else suspect.node


def is_outermost(tree: Tree, node: ast.AST) -> bool:
    """Whether a node is an array's element or part, with all of its indices."""
    around = tree.parents.get(node)
    inside = isinstance(around, (ast.Subscript, ast.Attribute)) and around.value is node
    return isinstance(node, ast.Subscript) and rooted(node) and not inside


def counted(case: Case, suspect: Suspect, node: ast.AST) -> Iterator[Repair]:
    """Each index by the number of another loop, and each two indices exchanged."""
    tree = suspect.tree
    assert isinstance(node, ast.Subscript)
    found = list(indices(node))
    written = {name for index, _ in found for name in names_in(index)}
    names = [(index, axis) for index, axis in found if isinstance(index, ast.Name) and index.id in turning(tree, node)]
    others = [name for name in turning(tree, node) if name not in written | positions(suspect)]
    edits = [(tree.replace(index, name),) for index, _ in names for name in others]
    pairs = [pair for pair in combinations(names, 2) if may_swap(case, tree, node, *pair)]
    rank = 1.45 + nearness(case, suspect) - 0.05 * isinstance(node.ctx, ast.Store)
    message = f"{tree.source(node)} {COUNTED}"
    for number, edit in enumerate([*edits, *(swapped(tree, *pair) for pair in pairs)]):
        yield Repair("conv-backward", case.site_of(node, tree.file), edit, message, rank + 0.01 * number)


def indices(node: ast.expr) -> Iterator[Index]:
    """The indices of an element, first axis first: `a[i, j]` and `a[i][j]` alike."""
    parts: list[ast.expr] = []
    while isinstance(node, ast.Subscript):
        parts[:0] = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        node = node.value
    yield from ((part, axis) for axis, part in enumerate(parts))


def turning(tree: Tree, node: ast.AST) -> dict[str, None]:
    """The numbers that the loops around a node in its function count, innermost first."""
    found: dict[str, None] = {}
    around = tree.parents.get(node)
    while around is not None and not isinstance(around, (ast.FunctionDef, ast.Lambda)):
        if isinstance(around, ast.For) and isinstance(around.iter, ast.Call):
            found.update(dict.fromkeys(sorted(names_in(around.target))))
        around = tree.parents.get(around)
    return found


def positions(suspect: Suspect) -> set[str]:
    """The names in a statement that say where a window begins, or how far into it one is."""
    elements = (node for node in ast.walk(written_in(suspect)) if isinstance(node, ast.Subscript))
    parts = [index for node in elements for index, _ in indices(node)]
    return {name for part in parts if isinstance(part, (ast.Slice, ast.BinOp)) for name in names_in(part)}


def swapped(tree: Tree, one: Index, other: Index) -> tuple[Splice, ...]:
    """Two indices in each other's place."""
    return tree.replace(one[0], tree.source(other[0])), tree.replace(other[0], tree.source(one[0]))


def may_swap(case: Case, tree: Tree, node: ast.Subscript, one: Index, other: Index) -> bool:
    """Whether an array is as long along one axis as along the other, as far as that is known."""
    whole: ast.expr = node
    while isinstance(whole, ast.Subscript):
        whole = whole.value
    shapes = [np.shape(case.program[index].value) for index in values_of(case, tree, whole)[:3]]
    return all(len(shape) <= other[1] or shape[one[1]] == shape[other[1]] for shape in shapes)
