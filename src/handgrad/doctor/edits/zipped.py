"""Zipped: items of one list named by those of another that the program goes through beside it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from handgrad.doctor.edits.offsets import items
from handgrad.doctor.edits.syntax import Tree


def items_beside(trees: Iterable[Tree], name: str, target: ast.expr) -> Iterator[str]:
    """`self.b[k]` for the `b` of `for w, b in zip(self.w, self.b)` where the target is `self.w[k]`."""
    if not isinstance(target, ast.Subscript):
        return
    for tree in trees:
        for loop in ast.walk(tree.root):
            if not isinstance(loop, (ast.For, ast.comprehension)) or not isinstance(loop.iter, ast.Call):
                continue
            if ast.unparse(target.value) in map(ast.unparse, loop.iter.args):
                for item in items(loop.target, loop.iter, name):
                    yield f"{ast.unparse(item.value)}[{ast.unparse(target.slice)}]"
