"""Windows read from a gradient in loops over its numbers, where the one number of the turn is meant."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import combinations, islice

from handgrad.doctor.bugs.operand import wrong_array
from handgrad.doctor.case import Case
from handgrad.doctor.edits.statements import loops_around
from handgrad.doctor.edits.syntax import Tree, names_in
from handgrad.doctor.proof.repair import Repair

MESSAGE = "this reads a window, as of the larger array; the smaller one has a single number for this turn of the loops"
RANK = 1.0
MOST = 3
"""How many choices of the loops' numbers are tried in one place."""


def repairs(case: Case) -> Iterator[Repair]:
    """`dA[h, w, c]` for `dA[top:bottom, left:right, c]` in loops over h, w and c."""
    if case.patient is None or not case.blame.wrong:
        return
    for file, node in list(case.scope.performed):
        tree = case.trees.get(file)
        if tree is not None and isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            yield from single(case, tree, node)


def single(case: Case, tree: Tree, node: ast.Subscript) -> Iterator[Repair]:
    """One number in place of a window of two axes or more."""
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    windows = [part for part in parts if isinstance(part, ast.Slice) and part.lower is not None]
    statement = tree.statement(node)
    if len(windows) < 2 or statement is None:
        return
    taken = {name for part in parts if not isinstance(part, ast.Slice) for name in names_in(part)}
    loops = [loop.target for loop in reversed(list(loops_around(tree, statement))) if isinstance(loop, ast.For)]
    turns = [target.id for target in loops if isinstance(target, ast.Name) and target.id not in taken]
    for chosen in islice(combinations(turns, len(windows)), MOST):
        texts = dict(zip(windows, chosen, strict=True))
        index = ", ".join(texts[part] if part in texts else tree.source(part) for part in parts)
        edit = tree.replace(node, f"{tree.source(node.value)}[{index}]")
        yield Repair(wrong_array.name, case.site_of(node, tree.file), (edit,), MESSAGE, RANK)
