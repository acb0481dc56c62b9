"""Edits of the two cases of a relu or a leaky relu, written as a choice or as the larger of two."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handgrad.doctor.edits.syntax import Splice, Tree

Edit = tuple[float, tuple[Splice, ...]]
"""How late an edit is tried, and what it writes."""


def larger_of(tree: Tree, node: ast.Call) -> Iterator[Edit]:
    """`maximum(c * z, z)` for `maximum(c, z)`: a leaky relu that has lost the argument beside its slope."""
    for slope, z in (node.args, node.args[::-1]) if len(node.args) == 2 else ():
        single = isinstance(slope, (ast.Name, ast.Attribute)) or (isinstance(slope, ast.Constant) and slope.value)
        if single and not isinstance(z, ast.Constant):
            yield 1.8, (tree.replace(slope, f"{tree.source(slope)} * {tree.operand(z)}"),)


def branches(tree: Tree, test: ast.expr, one: ast.expr, other: ast.expr) -> Iterator[Edit]:
    """Two cases exchanged; for `0` and `c * z` the leaky relu's `c * z` and `z`, and the relu's `0` and `z`."""
    yield 3, (tree.replace(one, tree.source(other)), tree.replace(other, tree.source(one)))
    asked = [ast.dump(part) for part in ast.walk(test) if isinstance(part, (ast.Name, ast.Subscript, ast.Attribute))]
    for zero, line in ((one, other), (other, one)):
        if isinstance(zero, ast.Constant) and isinstance(line, ast.BinOp) and isinstance(line.op, ast.Mult):
            for z in (part for part in (line.left, line.right) if ast.dump(part) in asked):
                yield 1.8, (tree.replace(line, tree.source(z)), tree.replace(zero, tree.source(line)))
                yield 1.9, (tree.replace(line, tree.source(z)),)
