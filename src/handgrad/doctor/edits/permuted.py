"""Arrays that are each put into an order of their own, put into one order."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence

from handgrad.doctor.edits.spelling import function_of
from handgrad.doctor.edits.syntax import Splice, Tree


def in_one_order(tree: Tree, nodes: Sequence[ast.AST | None], others: Collection[str]) -> Iterator[tuple[Splice, ...]]:
    """`order = permutation(len(x))`, `x = x[order]` and `y = y[order]` for `x = permutation(x)` and the same of `y`.

    Where only one is permuted, each of the `others` in turn is put into that order as well.
    """
    calls = [node for node in nodes if isinstance(node, ast.Call) and function_of(node) == "permutation" and node.args]
    found = [(call, statement) for call in calls if isinstance(statement := tree.statement(call), ast.Assign)]
    if not found or any(tree.block(statement) is not tree.block(found[0][1]) for _, statement in found):
        return
    (call, first), (_, last) = (pick(found, key=lambda each: each[1].lineno) for pick in (min, max))
    indent, one = " " * first.col_offset, tree.source(call.args[0])
    draw = tree.insert_before(first, f"order = {tree.source(call.func)}(len({one}))\n{indent}")
    moved = tuple(tree.replace(each, f"{tree.operand(each.args[0])}[order]") for each, _ in found)
    if len(found) > 1:
        yield draw, *moved
        return
    for other in others:
        if other not in (one, ast.unparse(first.targets[0])):
            yield draw, *moved, tree.insert_after(last, f"\n{indent}{other} = {other}[order]")
