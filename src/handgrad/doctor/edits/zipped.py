"""Zipped: items of one list named by those of another that the program goes through beside it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from handgrad.doctor.edits.syntax import Tree


def items_beside(trees: Iterable[Tree], name: str, target: ast.expr) -> Iterator[str]:
    """`self.b[k]` for the `b` of `for w, b in zip(self.w, self.b)` where the target is `self.w[k]`."""
    if not isinstance(target, ast.Subscript):
        return
    for tree in trees:
        for loop in ast.walk(tree.root):
            over = loop.iter if isinstance(loop, (ast.For, ast.comprehension)) else None
            names = loop.target if isinstance(loop, (ast.For, ast.comprehension)) else None
            if not isinstance(over, ast.Call) or not isinstance(names, ast.Tuple) or ast.unparse(over.func) != "zip":
                continue
            lists = {ast.unparse(each): tree.source(own) for each, own in zip(names.elts, over.args, strict=False)}
            if name in lists and ast.unparse(target.value) in lists.values():
                yield f"{lists[name]}[{ast.unparse(target.slice)}]"
